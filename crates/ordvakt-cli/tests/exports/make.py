"""Writes the exports in this folder: the same eight comments in every format, as the programs that write them do.

Needs openpyxl, polars, pyarrow and xlsxwriter. The files are committed; run it only to change them.
"""

import csv
import gzip
import io
import json
from datetime import datetime
from pathlib import Path

import openpyxl
import polars
import pyarrow
import pyarrow.parquet
import xlsxwriter

HERE = Path(__file__).parent
POST = "Snöröjning och bad i vinter"
POST_ID = "55_900"
# id, time, author, text, the number of the comment it answers
COMMENTS = [
    ("900_1", "2025-02-03T08:12:00", "Anna A", "Tack för snabb snöröjning på Storgatan i morse!", None),
    ("900_2", "2025-02-03T08:20:00", "Bosse på backen", "Håller med, bra jobbat!", 0),
    ("900_3", "2025-02-03T08:31:00", "Kim K", "När öppnar badet?\nVi har väntat sedan i våras; ingen svarar i telefon.", None),
    ("900_4", "2025-02-03T08:44:00", "Lars-Erik L", "Du är en idiot om du tror på det där.", None),
    ("900_5", "2025-02-03T09:02:00", "Mia M", 'Lugn nu, "idiot" säger man inte till någon…', 3),
    ("900_6", "2025-02-03T09:15:00", "Göran G", "Ring mig på 070-174 06 05 så förklarar jag.", None),
    ("900_7", "2025-02-03T09:40:00", "Åsa Å", "=1+1 är två, det vet väl alla", None),
    ("900_8", "2025-02-03T10:01:00", "Visitor", "Thanks for the new playground – it is great!", None),
]
HEADER = ["Id", "Tid", "Författare", "Inlägg", "Svar på", "Kommentar", "Gilla-markeringar"]


def parent(comment):
    return COMMENTS[comment[4]][3] if comment[4] is not None else ""


def rows():
    return [[c[0], c[1], c[2], POST, parent(c), c[3], n] for n, c in enumerate(COMMENTS)]


def columns(delimiter, end="\r\n"):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow(HEADER)
    writer.writerows(rows())
    return text.getvalue()


def write(name, content):
    (HERE / name).write_bytes(content)


def dump(name, value, indent=None, ascii=True):
    write(name, json.dumps(value, indent=indent, ensure_ascii=ascii).encode())


def threads():
    """First comments with their answers."""
    return [(c, [r for r in COMMENTS if r[4] == n]) for n, c in enumerate(COMMENTS) if c[4] is None]


def tables():
    write("excel-sv.csv", columns(";").encode("cp1252"))
    write("excel-utf8.csv", columns(";").encode("utf-8-sig"))
    write("unicode-text.txt", columns("\t").encode("utf-16"))
    write("utf16-without-mark.csv", columns(";").encode("utf-16-le"))
    write("comma.csv", columns(",", "\n").encode())
    write("tabs.tsv", columns("\t").encode())
    write("titled.csv", ("Export av kommentarer;;\r\n;;\r\n" + columns(";")).encode("cp1252"))
    write("comma.csv.gz", gzip.compress(columns(",", "\n").encode(), mtime=0))
    write("semicolon.csv.zst", pyarrow.compress(columns(";").encode(), codec="zstd", asbytes=True))


def workbooks():
    book = openpyxl.Workbook()
    about = book.active
    about.title = "Om"
    about.append(["Hämtat från sidan", datetime(2025, 2, 4)])
    sheet = book.create_sheet("Kommentarer")
    sheet.append(["Kommentarer i februari"])
    sheet.append([])
    sheet.append(HEADER)
    for row in rows():
        sheet.append([row[0], datetime.fromisoformat(row[1]), *row[2:]])
        # What begins with = is text here, as it is where somebody pastes it.
        sheet.cell(sheet.max_row, 6).data_type = "s"
    hidden = book.create_sheet("Mallar")
    hidden.append(["Kommentar"])
    hidden.append(["Tack för din kommentar!"])
    hidden.sheet_state = "hidden"
    book.save(HERE / "titled.xlsx")
    book = xlsxwriter.Workbook(HERE / "plain.xlsx", {"strings_to_formulas": False, "in_memory": True})
    sheet = book.add_worksheet("Blad1")
    for at, row in enumerate([HEADER, *rows()]):
        sheet.write_row(at, 0, row)
    book.add_worksheet("Blad2")
    book.close()
    write("plain.xlsx.gz", gzip.compress((HERE / "plain.xlsx").read_bytes(), mtime=0))


def lines():
    contract = [
        {"id": c[0], "text": c[3], "author": c[2], "time": c[1], "post": POST} | ({"parent": parent(c)} if parent(c) else {})
        for c in COMMENTS
    ]
    own = [
        {"commentId": c[0], "message": c[3], "author_name": c[2], "created_at": c[1], "topic": POST, "in_reply_to": parent(c)}
        for c in COMMENTS
    ]
    joined = "".join(json.dumps(o, ensure_ascii=False) + "\n" for o in contract)
    write("contract.jsonl", joined.encode())
    write("own-names.jsonl", "".join(json.dumps(o) + "\n" for o in own).encode())
    dump("array.json", contract, indent=2, ascii=False)
    dump("wrapped.json", {"exported": "2025-02-04", "count": 8, "kommentarer": own}, indent=1)


def graph(comment, answers=()):
    value = {
        "created_time": comment[1] + "+0000",
        "from": {"name": comment[2], "id": "1" + comment[0][-1]},
        "message": comment[3],
        "like_count": 0,
        "id": comment[0],
    }
    if answers:
        value["comments"] = {
            "data": [graph(answer) for answer in answers],
            "paging": {"cursors": {"before": "QVFI", "after": "QVFJ"}},
        }
    return value


def facebook():
    page = {"data": [graph(*thread) for thread in threads()], "paging": {"cursors": {"before": "QVFI", "after": "QVFJ"}}}
    dump("facebook-comments.json", page, indent=2)
    feed = {
        "data": [
            {"id": "55_901", "message": "God jul!", "created_time": "2024-12-24T08:00:00+0000"},
            {"id": POST_ID, "message": POST, "created_time": "2025-02-03T08:00:00+0000", "comments": page},
        ],
        "paging": {"next": "https://graph.example.com/v21.0/55/feed?after=QVFJ"},
    }
    dump("facebook-feed.json", feed)
    write("facebook-pages.jsonl", "".join(json.dumps({"data": [graph(*t)]}) + "\n" for t in threads()).encode())


def instagram():
    def comment(c):
        return {"id": c[0], "text": c[3], "timestamp": c[1] + "+0000", "username": c[2], "like_count": 0, "hidden": False}

    def thread(c, answers):
        return comment(c) | ({"replies": {"data": [comment(a) for a in answers]}} if answers else {})

    comments = {"data": [thread(*t) for t in threads()]}
    dump("instagram-media.json", {"id": "17890", "caption": POST, "media_type": "IMAGE", "comments": comments}, indent=2)

    def garbled(text):
        return text.encode().decode("latin-1")

    owner = [
        {
            "media_list_data": [{"uri": ""}],
            "string_map_data": {
                "Comment": {"value": garbled(c[3])},
                "Media Owner": {"value": "kommunen"},
                "Time": {"timestamp": int(datetime.fromisoformat(c[1] + "+00:00").timestamp())},
            },
        }
        for c in COMMENTS
    ]
    dump("instagram-account.json", owner, indent=2)
    dump("instagram-account-reels.json", {"comments_reels_comments": owner})
    entries = [
        {
            "timestamp": int(datetime.fromisoformat(c[1] + "+00:00").timestamp()),
            "data": [{"comment": {"timestamp": 0, "comment": garbled(c[3]), "author": garbled(c[2])}}],
            "title": garbled(c[2] + " kommenterade ett inlägg."),
        }
        for c in COMMENTS
    ]
    dump("facebook-account.json", {"comments_v2": entries}, indent=2)


def youtube():
    def html(text):
        for plain, entity in [("&", "&amp;"), ('"', "&quot;"), ("'", "&#39;"), ("\n", "<br>")]:
            text = text.replace(plain, entity)
        return text

    def comment(c, original=True):
        snippet = {
            "channelId": "UC55",
            "videoId": "v900",
            "textDisplay": html(c[3]),
            "authorDisplayName": c[2],
            "authorChannelId": {"value": "UC" + c[0]},
            "likeCount": 0,
            "publishedAt": c[1] + "Z",
        }
        if original:
            snippet["textOriginal"] = c[3]
        return {"kind": "youtube#comment", "etag": "e", "id": c[0], "snippet": snippet}

    def page(original):
        items = []
        for c, answers in threads():
            thread = {
                "kind": "youtube#commentThread",
                "id": c[0],
                "snippet": {"videoId": "v900", "topLevelComment": comment(c, original), "totalReplyCount": len(answers)},
            }
            if answers:
                thread["replies"] = {"comments": [comment(a, original) for a in answers]}
            items.append(thread)
        return {"kind": "youtube#commentThreadListResponse", "pageInfo": {"totalResults": len(items)}, "items": items}

    dump("youtube-threads.json", page(True), indent=2, ascii=False)
    dump("youtube-display.json", page(False))


def frames():
    names = ["comment_id", "created_time", "author_name", "post_message", "in_reply_to", "comment_text", "like_count"]
    data = dict(zip(names, zip(*rows(), strict=True), strict=True))
    data["created_time"] = [datetime.fromisoformat(time) for time in data["created_time"]]
    table = pyarrow.table({name: list(values) for name, values in data.items()})
    tags = pyarrow.array([["x", "y"]] * len(COMMENTS))
    pyarrow.parquet.write_table(table.append_column("tags", tags), HERE / "pandas.parquet", row_group_size=3)
    polars.DataFrame({name: list(values) for name, values in data.items()}).write_parquet(HERE / "polars.parquet")


for part in [tables, workbooks, lines, facebook, instagram, youtube, frames]:
    part()
