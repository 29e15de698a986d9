//! `ordvakt explain`: why one comment gets the verdict it gets.

use std::io::{self, Read as _};

use ordvakt::Comment;

use crate::args::{ExplainArgs, TextFormat};
use crate::error::{Failure, plain};
use crate::{Status, print, rules};

/// Runs the command.
pub(crate) fn run(args: &ExplainArgs) -> Result<Status, Failure> {
    let text = if args.text == "-" { from_stdin()? } else { args.text.clone() };
    let moderator = rules::moderator(&args.rules)?;
    let comment = Comment { post: args.post.as_deref(), ..Comment::from(&text) };
    let explanation = moderator.explain(comment, args.rules.lang.into());
    let mut page = match args.format {
        TextFormat::Text => {
            explanation.to_string().lines().map(crate::color::safe).collect::<Vec<_>>().join("\n")
        }
        TextFormat::Json => serde_json::to_string_pretty(&explanation)
            .map_err(|error| Failure::new(format!("the explanation is no JSON: {error}")))?,
    };
    page.push('\n');
    print(page.as_bytes())
}

fn from_stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let failure = |what: String| Failure::new(format!("cannot read the standard input: {what}"));
    io::stdin().read_to_end(&mut bytes).map_err(|error| failure(plain(&error)))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| failure(format!("not valid UTF-8 at byte {}", error.utf8_error().valid_up_to())))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
