//! Headers that exports and people use.

/// Parts of a comment, in the order of [`GUESSES`].
pub(super) const PARTS: [&str; 7] = ["text", "post", "id", "author", "time", "parent", "author_role"];

/// The parts that code asks for by name.
pub(super) const TEXT: usize = 0;
pub(super) const POST: usize = 1;
pub(super) const TIME: usize = 4;
pub(super) const PARENT: usize = 5;

/// Headers of the comment itself, [`plain`], the surest first: what says that it is a comment, what says that it is text,
/// what may as well count comments, and what holds HTML.
pub(super) const TEXT_TIERS: [&[&str]; 4] = [
    &[
        "text",
        "kommentar",
        "kommentaren",
        "kommentartext",
        "kommentarstext",
        "kommentarsmeddelande",
        "comment",
        "commenttext",
        "commentmessage",
        "commentbody",
        "commentcontent",
        "textoriginal",
    ],
    &[
        "meddelande",
        "meddelandet",
        "meddelandetext",
        "message",
        "messagetext",
        "innehall",
        "body",
        "content",
        "fritext",
    ],
    &["kommentarer", "comments"],
    &["textdisplay"],
];

/// Headers by part, [`plain`]. The first that is there wins.
pub(super) const GUESSES: [&[&str]; 7] = [
    // Found by tiers.
    &[],
    &[
        "post",
        "inlagg",
        "inlaggstext",
        "inlagget",
        "posttext",
        "postmessage",
        "posttitle",
        "inlaggsrubrik",
        "ursprungsinlagg",
        "caption",
        "videotitle",
        "amne",
        "topic",
        "subject",
        "rubrik",
        "artikel",
        "article",
    ],
    &[
        "id",
        "commentid",
        "kommentarid",
        "kommentarsid",
        "messageid",
        "meddelandeid",
        "nr",
        "nummer",
        "lopnummer",
        "number",
        "no",
    ],
    &[
        "author",
        "forfattare",
        "kommentarsforfattare",
        "authorname",
        "authordisplayname",
        "commentauthor",
        "commenter",
        "commentername",
        "namn",
        "name",
        "fromname",
        "anvandare",
        "anvandarnamn",
        "username",
        "fromusername",
        "user",
        "avsandare",
        "sender",
        "skribent",
        "profil",
        "profile",
        "fran",
        "from",
    ],
    &[
        "time",
        "tid",
        "tidpunkt",
        "kommentarstid",
        "datum",
        "date",
        "datumtid",
        "datumochtid",
        "datetime",
        "timestamp",
        "tidsstampel",
        "createdat",
        "createdtime",
        "created",
        "commenttime",
        "commentdate",
        "skapad",
        "skapades",
        "publicerad",
        "published",
        "publishedat",
        "publicerat",
    ],
    &["parent", "parenttext", "parentmessage", "svarpa", "svartill", "inreplyto", "replyto"],
    &["authorrole", "role", "roll"],
];

/// Whether a header stands for a part.
pub(super) fn is(part: usize, header: &str) -> bool {
    let header = plain(header);
    let header = header.as_str();
    if part == TEXT {
        TEXT_TIERS.iter().any(|tier| tier.contains(&header))
    } else {
        GUESSES[part].contains(&header)
    }
}

/// How many cells of a row are headers that some part goes by.
pub(super) fn familiar(cells: &[String]) -> usize {
    cells.iter().filter(|cell| (0..PARTS.len()).any(|part| is(part, cell))).count()
}

/// A header without case, dots and anything but letters, so that `Comment_ID`, `comment id` and `INLÄGG` are found.
pub(super) fn plain(header: &str) -> String {
    let letters = header.chars().flat_map(char::to_lowercase).filter_map(|c| match c {
        'å' | 'ä' => Some('a'),
        'ö' => Some('o'),
        _ => c.is_ascii_alphanumeric().then_some(c),
    });
    letters.collect()
}
