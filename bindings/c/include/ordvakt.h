// Ordvakt: screens Swedish comments against municipalities' own rules for social media.

#ifndef ORDVAKT_H
#define ORDVAKT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ORDVAKT_VERSION "0.1.0"

// Nothing against it.
#define ORDVAKT_ACTION_PUBLISH 0

// A person should look before or after it is shown.
#define ORDVAKT_ACTION_REVIEW 1

// Hide until a person has looked.
#define ORDVAKT_ACTION_HIDE 2

// The rules ask for removal.
#define ORDVAKT_ACTION_REMOVE 3

// Uncouth or mildly unkind.
#define ORDVAKT_SEVERITY_MILD 0

// Clearly against ordinary rules of a page.
#define ORDVAKT_SEVERITY_MODERATE 1

// Grave: degrading, hateful or frightening.
#define ORDVAKT_SEVERITY_SEVERE 2

// Needs a person now.
#define ORDVAKT_SEVERITY_CRITICAL 3

// Texts in Swedish.
#define ORDVAKT_LANG_SV 0

// Texts in English.
#define ORDVAKT_LANG_EN 1

// Positions in UTF-8 bytes.
#define ORDVAKT_OFFSETS_BYTE 0

// Positions in Unicode code points.
#define ORDVAKT_OFFSETS_CODEPOINT 1

// Positions in UTF-16 code units.
#define ORDVAKT_OFFSETS_UTF16 2

// To whoever wrote the comment: what was done with it, why, and how to object.
#define ORDVAKT_STATEMENT_NOTICE 0

// To everybody under the post: the same, of a comment.
#define ORDVAKT_STATEMENT_REPLY 1

// To whoever asks about an individual case: where to turn instead.
#define ORDVAKT_STATEMENT_REFERRAL 2

// To whoever wrote the comment: how to say it within the rules.
#define ORDVAKT_STATEMENT_WELCOME_BACK 3

// The author is anybody from the public.
#define ORDVAKT_ROLE_OUTSIDE 0

// The author is employed by the municipality.
#define ORDVAKT_ROLE_STAFF 1

// The author is elected to office in the municipality.
#define ORDVAKT_ROLE_ELECTED 2

// Cards as a page for people, in Markdown.
#define ORDVAKT_CARDS_MARKDOWN 0

// Cards as CSV, one row a card.
#define ORDVAKT_CARDS_CSV 1

// Cards as CSV the way Swedish spreadsheets open it.
#define ORDVAKT_CARDS_EXCEL 2

// What a call came to. The library only ever returns it and never takes it.
enum OrdvaktStatus
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  // Done; the outputs are written.
  ORDVAKT_STATUS_OK = 0,
  // A pointer was NULL that must not be.
  ORDVAKT_STATUS_NULL_POINTER = 1,
  // A text was not UTF-8.
  ORDVAKT_STATUS_INVALID_UTF8 = 2,
  // A number or name that means nothing here, such as an unknown author role.
  ORDVAKT_STATUS_INVALID_ARGUMENT = 3,
  // The size of a struct is none this library knows, or a length is larger than memory.
  ORDVAKT_STATUS_INVALID_SIZE = 4,
  // No finding, note, duty, category, signal, diagnostic or text at that place.
  ORDVAKT_STATUS_OUT_OF_RANGE = 5,
  // Lists or a policy could not be loaded; the error has the diagnostics.
  ORDVAKT_STATUS_LOAD = 6,
  // A defect of this library. Only this call failed; everything else goes on working.
  ORDVAKT_STATUS_PANIC = 7,
  // Evidence could not be read or written, is damaged, or is busy for too long.
  ORDVAKT_STATUS_EVIDENCE = 8,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum OrdvaktStatus OrdvaktStatus;
#else
typedef uint32_t OrdvaktStatus;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Lists, a policy and limits on their way to a moderator.
//
// Freed by `ordvakt_builder_free`, before or after the moderators built from it. Not thread-safe: one thread at a
// time.
typedef struct OrdvaktBuilder OrdvaktBuilder;

// Why a call failed: a status, a message and, for loads, every diagnostic.
//
// Written by calls that fail, where the caller gave a place for it; freed by `ordvakt_error_free`. Never changes, so
// threads may share it. Outlives everything else.
typedef struct OrdvaktError OrdvaktError;

// A folder of evidence: what removed comments said, what was recommended, who decided what and why.
//
// Freed by `ordvakt_evidence_free`. Threads may share it, and other programs may write in the same folder: each call takes its
// turn. What a call returns number or success for is on the disk.
typedef struct OrdvaktEvidence OrdvaktEvidence;

// Screens comments under one policy.
//
// Freed by `ordvakt_moderator_free`, before or after its verdicts. Never changes, so threads may share it.
typedef struct OrdvaktModerator OrdvaktModerator;

// A text that was written for the caller: a statement, cards, JSON.
//
// Freed by `ordvakt_page_free`; needs nothing that it came from. Never changes, so threads may share it.
typedef struct OrdvaktPage OrdvaktPage;

// Everything said about one comment.
//
// Freed by `ordvakt_verdict_free`; needs neither its moderator nor the comment's text, of which it has a copy. Never
// changes, so threads may share it.
typedef struct OrdvaktVerdict OrdvaktVerdict;

// UTF-8 text by pointer and length; not NUL-terminated.
//
// Given by the library: borrowed, and valid as long as the thing it was asked from; `data` is NULL where there is
// no such text. Given to the library: read during the call only; `data` may be NULL where a text may be left out.
typedef struct OrdvaktText {
  // First byte.
  const char *data;
  // Bytes.
  size_t len;
} OrdvaktText;

// One thing wrong in one place of one file. The texts are valid as long as the error.
typedef struct OrdvaktDiagnostic {
  // The file as it was named to the library.
  struct OrdvaktText file;
  // What is wrong.
  struct OrdvaktText message;
  // What would mend it; no text where that cannot be said.
  struct OrdvaktText hint;
  // Line, counted from 1; 0 where the whole file is meant.
  uint32_t line;
  // Column in code points, counted from 1; 0 where the whole line is meant.
  uint32_t column;
} OrdvaktDiagnostic;

// A verdict in short. The texts are valid as long as the verdict.
typedef struct OrdvaktSummary {
  // What is recommended, `publish`, `review`, `hide` or `remove`. A person decides.
  struct OrdvaktText action_id;
  // The language's BCP 47 code; `und` where it cannot be told.
  struct OrdvaktText language;
  // The code of the language that the policy does not allow and that a part of the comment, or all of it, is in; no text
  // where there is none.
  struct OrdvaktText language_other;
  // The policy's id.
  struct OrdvaktText policy;
  // Digest of everything that can change a verdict, `sha256:…`.
  struct OrdvaktText ruleset;
  // Findings, for `ordvakt_verdict_finding`.
  size_t finding_count;
  // Weaker observations, for `ordvakt_verdict_note`.
  size_t note_count;
  // Categories found, for `ordvakt_verdict_category`.
  size_t category_count;
  // Signals given, for `ordvakt_verdict_signal`.
  size_t signal_count;
  // Duties that arise, for `ordvakt_verdict_duty`.
  size_t duty_count;
  // Words that spoke for another language, for `ordvakt_verdict_voter`.
  size_t voter_count;
  // What is recommended, one of `ORDVAKT_ACTION_…`, from mildest to strongest.
  uint32_t action;
  // How sure the language is, 0 to 1.
  float language_confidence;
  // The share of the letters that stand in languages that the policy does not allow, 0 to 1.
  float language_share;
  // Whether the comment was longer than the limit and only its beginning screened.
  bool truncated;
} OrdvaktSummary;

// One thing in a comment that breaks a rule (or, as a note, nearly does). The texts are valid as long as the verdict.
typedef struct OrdvaktFinding {
  // The rule's id, `category/name`; stable from version to version.
  struct OrdvaktText rule;
  // The category's id.
  struct OrdvaktText category;
  // `mild`, `moderate`, `severe` or `critical`.
  struct OrdvaktText severity_id;
  // The text from `start` to `end`.
  struct OrdvaktText matched;
  // Why, in the language asked for.
  struct OrdvaktText reason;
  // `law` where the words may meet a statute, otherwise `own`: the municipality's guideline.
  struct OrdvaktText basis;
  // The statute, where the basis is the law.
  struct OrdvaktText statute;
  // Document and section that forbid it; no text where the policy has no rule for it (notes).
  struct OrdvaktText citation;
  // First byte in the comment; `ordvakt_verdict_convert` counts in other units.
  uint32_t start;
  // One past the last byte.
  uint32_t end;
  // How grave, one of `ORDVAKT_SEVERITY_…`, from mildest to gravest.
  uint32_t severity;
  // How sure, 0 to 1.
  float confidence;
  // Whether the words were disguised.
  bool disguised;
} OrdvaktFinding;

// Something the document asks the municipality to do. The texts are valid as long as the verdict.
typedef struct OrdvaktDuty {
  // The duty's id, such as `preserve_content`.
  struct OrdvaktText id;
  // In relation to what: `before_removal`, `after_removal`, `on_receipt`.
  struct OrdvaktText when;
  // Time limit, an ISO 8601 duration or the document's own word; may have no text.
  struct OrdvaktText within;
  // From when the limit runs: `publication`, `discovery`, `receipt`; may have no text.
  struct OrdvaktText from;
  // What to do, in the language asked for.
  struct OrdvaktText text;
  // Document and section.
  struct OrdvaktText citation;
  // Whether the limit binds.
  bool strict;
} OrdvaktDuty;

// What is to be written. All bytes zero is a notice in Swedish of what is recommended.
typedef struct OrdvaktStatement {
  // Whom to write to with objections; may be left out.
  struct OrdvaktText contact;
  // Where to turn with an individual case; may be left out.
  struct OrdvaktText channel;
  // One of `ORDVAKT_STATEMENT_…`.
  uint32_t kind;
  // One of `ORDVAKT_LANG_…`.
  uint32_t lang;
  // What was decided, one of `ORDVAKT_ACTION_…`; counts where `decided` is true.
  uint32_t action;
  // Whether `action` was decided; otherwise what is recommended counts.
  bool decided;
} OrdvaktStatement;

// A comment and what is known about it. All bytes zero, then `text` set, is enough.
typedef struct OrdvaktComment {
  // The comment itself.
  struct OrdvaktText text;
  // The post it stands under, or its topic; may be left out.
  struct OrdvaktText post;
  // The comment it answers; may be left out.
  struct OrdvaktText parent;
  // The author's name as the platform shows it; may be left out.
  struct OrdvaktText author;
  // One of `ORDVAKT_ROLE_…`.
  uint32_t author_role;
} OrdvaktComment;

// What is known of a comment that is to be preserved, besides its text. All bytes zero, then `id` set, is enough.
typedef struct OrdvaktMaterial {
  // Its id: the platform's or the program's own.
  struct OrdvaktText id;
  // The post it stands under; may be left out.
  struct OrdvaktText post;
  // The comment it answers; may be left out.
  struct OrdvaktText parent;
  // Who wrote it; may be left out.
  struct OrdvaktText author;
  // When it was written; may be left out.
  struct OrdvaktText time;
  // Where it stands; may be left out.
  struct OrdvaktText link;
  // One of `ORDVAKT_ROLE_…`.
  uint32_t author_role;
  // Whether all of it is recorded, whatever the policy's duties ask to preserve.
  bool everything;
} OrdvaktMaterial;

// What a person decided about a recorded comment.
typedef struct OrdvaktDecision {
  // The comment's id; may be left out where `number` says which.
  struct OrdvaktText id;
  // Who decides.
  struct OrdvaktText by;
  // Why; may be left out where the decision is what was recommended.
  struct OrdvaktText why;
  // The first of the rules that should not have found anything; NULL for none.
  const struct OrdvaktText *wrong_rules;
  // How many there are.
  size_t wrong_rule_count;
  // Number of the comment's record; 0 where `id` says which.
  uint64_t number;
  // What is done with the comment, one of `ORDVAKT_ACTION_…`.
  uint32_t action;
} OrdvaktDecision;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// What a status means, in English: a constant, NUL-terminated text. Never NULL, also for unknown numbers.
//
// Thread-safe.
const char *ordvakt_status_text(uint32_t status);

// The version of the library that is loaded, such as `0.1.0`: a constant, NUL-terminated text. `ORDVAKT_VERSION` is
// the version of the header.
//
// Thread-safe.
const char *ordvakt_version(void);

// The status that the failed call returned; `ORDVAKT_STATUS_NULL_POINTER` for NULL.
//
// Thread-safe.
OrdvaktStatus ordvakt_error_status(const struct OrdvaktError *error);

// What went wrong, in English; valid as long as the error.
//
// Thread-safe.
OrdvaktStatus ordvakt_error_message(const struct OrdvaktError *error, struct OrdvaktText *out);

// How many diagnostics an error has; 0 for NULL and for errors that are not about a load.
//
// Thread-safe.
size_t ordvakt_error_diagnostic_count(const struct OrdvaktError *error);

// Diagnostic `index` of an error, counted from 0, in the order of files and lines; valid as long as the error.
// `size` is `sizeof(OrdvaktDiagnostic)`.
//
// Thread-safe.
OrdvaktStatus ordvakt_error_diagnostic(const struct OrdvaktError *error,
                                       size_t index,
                                       struct OrdvaktDiagnostic *out,
                                       size_t size);

// Frees an error; NULL is nothing.
//
// Thread-safe; no other thread may still use the error.
void ordvakt_error_free(struct OrdvaktError *error);

// The text of a page; valid as long as the page.
//
// Thread-safe, also for one page.
OrdvaktStatus ordvakt_page_text(const struct OrdvaktPage *page, struct OrdvaktText *out);

// Frees a page; NULL is nothing.
//
// Thread-safe; no other thread may still use the page.
void ordvakt_page_free(struct OrdvaktPage *page);

// The verdict in short. `size` is `sizeof(OrdvaktSummary)`.
//
// Thread-safe, also for one verdict.
OrdvaktStatus ordvakt_verdict_summary(const struct OrdvaktVerdict *verdict,
                                      struct OrdvaktSummary *out,
                                      size_t size);

// Finding `index`, counted from 0, by start, end and rule; its reason in `lang`, one of `ORDVAKT_LANG_…`. `size` is
// `sizeof(OrdvaktFinding)`.
//
// Thread-safe, also for one verdict.
OrdvaktStatus ordvakt_verdict_finding(const struct OrdvaktVerdict *verdict,
                                      size_t index,
                                      uint32_t lang,
                                      struct OrdvaktFinding *out,
                                      size_t size);

// Note `index`, counted from 0: a weaker observation, never a ground for anything. Otherwise as
// `ordvakt_verdict_finding`.
//
// Thread-safe, also for one verdict.
OrdvaktStatus ordvakt_verdict_note(const struct OrdvaktVerdict *verdict,
                                   size_t index,
                                   uint32_t lang,
                                   struct OrdvaktFinding *out,
                                   size_t size);

// Duty `index`, counted from 0, in the document's order; its text in `lang`, one of `ORDVAKT_LANG_…`. `size` is
// `sizeof(OrdvaktDuty)`.
//
// Thread-safe, also for one verdict.
OrdvaktStatus ordvakt_verdict_duty(const struct OrdvaktVerdict *verdict,
                                   size_t index,
                                   uint32_t lang,
                                   struct OrdvaktDuty *out,
                                   size_t size);

// The id of category `index` of those found, counted from 0, in the order of the documentation.
//
// Thread-safe, also for one verdict. The text is constant.
OrdvaktStatus ordvakt_verdict_category(const struct OrdvaktVerdict *verdict,
                                       size_t index,
                                       struct OrdvaktText *out);

// The id of signal `index`, counted from 0: what the comment needs though it breaks no rule, `fraga`,
// `enskilt_arende` or `akut`.
//
// Thread-safe, also for one verdict. The text is constant.
OrdvaktStatus ordvakt_verdict_signal(const struct OrdvaktVerdict *verdict,
                                     size_t index,
                                     struct OrdvaktText *out);

// Word `index`, counted from 0, of those that spoke for another language than the policy allows, where a finding says that
// the comment is in one: each word once, in the order of the comment.
//
// Thread-safe, also for one verdict. The text is valid as long as the verdict.
OrdvaktStatus ordvakt_verdict_voter(const struct OrdvaktVerdict *verdict,
                                    size_t index,
                                    struct OrdvaktText *out);

// Counts a span of bytes, such as a finding's, in another unit, one of `ORDVAKT_OFFSETS_…`.
// `ORDVAKT_STATUS_OUT_OF_RANGE` where the span does not lie in the comment, on characters' borders.
//
// Thread-safe, also for one verdict.
OrdvaktStatus ordvakt_verdict_convert(const struct OrdvaktVerdict *verdict,
                                      uint32_t start,
                                      uint32_t end,
                                      uint32_t offsets,
                                      uint32_t *out_start,
                                      uint32_t *out_end);

// The whole verdict as one line of JSON, the same object as the tool `ordvakt` writes; texts in `lang`, one of
// `ORDVAKT_LANG_…`, positions in `offsets`, one of `ORDVAKT_OFFSETS_…`.
//
// Thread-safe, also for one verdict. The text is valid as long as the verdict.
OrdvaktStatus ordvakt_verdict_json(const struct OrdvaktVerdict *verdict,
                                   uint32_t lang,
                                   uint32_t offsets,
                                   struct OrdvaktText *out);

// The JSON Schema (2020-12) of what `ordvakt_verdict_json` writes; valid as long as the program.
//
// Thread-safe.
OrdvaktStatus ordvakt_verdict_schema(struct OrdvaktText *out);

// The comment with personal and confidential data covered: each character but white space becomes `█`, so that
// positions in code points stay. Notes are covered too, what the policy lets pass, and what lies beyond the limit.
//
// Thread-safe, also for one verdict. The text is valid as long as the verdict.
OrdvaktStatus ordvakt_verdict_redact(const struct OrdvaktVerdict *verdict,
                                     struct OrdvaktText *out);

// Frees a verdict; NULL is nothing.
//
// Thread-safe; no other thread may still use the verdict.
void ordvakt_verdict_free(struct OrdvaktVerdict *verdict);

// Writes a statement. It names the rule, the document with its section, the ground and how to object, and never repeats the
// comment. `size` is `sizeof(OrdvaktStatement)`.
//
// Thread-safe, also for one verdict. `*out` belongs to the caller; `error` may be NULL.
OrdvaktStatus ordvakt_verdict_statement(const struct OrdvaktVerdict *verdict,
                                        const struct OrdvaktStatement *asked,
                                        size_t size,
                                        struct OrdvaktPage **out,
                                        struct OrdvaktError **error);

// A moderator with the built-in lists under the built-in policy of that id; NULL with length 0 is `alla`.
//
// Thread-safe. `*out` belongs to the caller; `error` may be NULL.
OrdvaktStatus ordvakt_moderator_new(const char *policy,
                                    size_t policy_len,
                                    struct OrdvaktModerator **out,
                                    struct OrdvaktError **error);

// Screens one comment. `post` is what it stands under; NULL with length 0 where that is not known.
//
// Thread-safe, also for one moderator. The texts are copied where needed; `*out` belongs to the caller and does not
// need the moderator; `error` may be NULL.
OrdvaktStatus ordvakt_moderator_screen(const struct OrdvaktModerator *moderator,
                                       const char *comment,
                                       size_t comment_len,
                                       const char *post,
                                       size_t post_len,
                                       struct OrdvaktVerdict **out,
                                       struct OrdvaktError **error);

// Screens `count` comments over up to `threads` threads; 0 is one a processor. `comment_size` is
// `sizeof(OrdvaktComment)`. `out` has room for `count` pointers, which are written in the order of the comments; where
// one comment fails, nothing is written and the error names it.
//
// Thread-safe, also for one moderator. The texts are copied where needed; each verdict belongs to the caller and does
// not need the moderator; `error` may be NULL.
OrdvaktStatus ordvakt_moderator_screen_batch(const struct OrdvaktModerator *moderator,
                                             const struct OrdvaktComment *comments,
                                             size_t count,
                                             size_t comment_size,
                                             size_t threads,
                                             struct OrdvaktVerdict **out,
                                             struct OrdvaktError **error);

// The id of the policy it screens under; valid as long as the moderator.
//
// Thread-safe, also for one moderator.
OrdvaktStatus ordvakt_moderator_policy(const struct OrdvaktModerator *moderator, struct OrdvaktText *out);

// Digest of everything that can change a verdict, `sha256:…`; valid as long as the moderator.
//
// Thread-safe, also for one moderator.
OrdvaktStatus ordvakt_moderator_ruleset(const struct OrdvaktModerator *moderator, struct OrdvaktText *out);

// Frees a moderator; NULL is nothing.
//
// Thread-safe; no other thread may still use the moderator.
void ordvakt_moderator_free(struct OrdvaktModerator *moderator);

// A builder with the built-in lists and the policy `alla`.
//
// Thread-safe. `*out` belongs to the caller.
OrdvaktStatus ordvakt_builder_new(struct OrdvaktBuilder **out);

// Leaves the built-in lists and patterns out: only the sources added count. They must then hold what they refer to, the
// inflections included.
//
// Not thread-safe for one builder.
OrdvaktStatus ordvakt_builder_without_builtin(struct OrdvaktBuilder *builder);

// Screens under the built-in policy of that id, such as `kungalv`.
//
// Not thread-safe for one builder. On failure the builder is as before; `error` may be NULL.
OrdvaktStatus ordvakt_builder_set_policy(struct OrdvaktBuilder *builder,
                                         const char *id,
                                         size_t id_len,
                                         struct OrdvaktError **error);

// Screens under a policy written in TOML, which may extend a built-in one. `file` is how diagnostics name it and,
// without its ending, the policy's id.
//
// Not thread-safe for one builder. On failure the builder is as before; `error` may be NULL.
OrdvaktStatus ordvakt_builder_set_policy_toml(struct OrdvaktBuilder *builder,
                                              const char *file,
                                              size_t file_len,
                                              const char *toml,
                                              size_t toml_len,
                                              struct OrdvaktError **error);

// Adds a file of your own, by its path inside a lists folder (`sv/svordomar.tsv`, `patterns/hot.toml`) and its text.
// What is wrong in it is told when the moderator is built.
//
// Not thread-safe for one builder. On failure the builder is as before; `error` may be NULL.
OrdvaktStatus ordvakt_builder_add_source(struct OrdvaktBuilder *builder,
                                         const char *path,
                                         size_t path_len,
                                         const char *content,
                                         size_t content_len,
                                         struct OrdvaktError **error);

// Screens for this category or signal, such as `personuppgifter`, and those of earlier calls, and for nothing else: what
// is not asked for is not matched. `ORDVAKT_STATUS_INVALID_ARGUMENT` where there is none of that id.
//
// Not thread-safe for one builder. On failure the builder is as before; `error` may be NULL.
OrdvaktStatus ordvakt_builder_only(struct OrdvaktBuilder *builder,
                                   const char *id,
                                   size_t id_len,
                                   struct OrdvaktError **error);

// The day that two-digit years and ages are counted from. `ORDVAKT_STATUS_INVALID_ARGUMENT` where there is no such
// day.
//
// Not thread-safe for one builder. On failure the builder is as before.
OrdvaktStatus ordvakt_builder_set_reference_date(struct OrdvaktBuilder *builder,
                                                 uint16_t year,
                                                 uint8_t month,
                                                 uint8_t day);

// Comments are screened up to this many bytes.
//
// Not thread-safe for one builder.
OrdvaktStatus ordvakt_builder_set_max_bytes(struct OrdvaktBuilder *builder, size_t bytes);

// Another language model than the built-in one: the bytes of a file that the trainer wrote, and how diagnostics name it. What
// is wrong with it is told when the moderator is built. The bytes are copied.
//
// Not thread-safe for one builder. On failure the builder is as before; `error` may be NULL.
OrdvaktStatus ordvakt_builder_set_language_model(struct OrdvaktBuilder *builder,
                                                 const char *file,
                                                 size_t file_len,
                                                 const uint8_t *bytes,
                                                 size_t bytes_len,
                                                 struct OrdvaktError **error);

// Compiles a moderator. The builder stays as it is, for more. `ORDVAKT_STATUS_LOAD` where lists are wrong; the error
// then has every diagnostic.
//
// Not thread-safe for one builder. `*out` belongs to the caller and does not need the builder; `error` may be NULL.
OrdvaktStatus ordvakt_builder_build(const struct OrdvaktBuilder *builder,
                                    struct OrdvaktModerator **out,
                                    struct OrdvaktError **error);

// Frees a builder; NULL is nothing.
//
// Thread-safe; no other thread may still use the builder.
void ordvakt_builder_free(struct OrdvaktBuilder *builder);

// Opens a folder of evidence, or makes one where nothing is yet. Its path is UTF-8.
//
// Thread-safe. `*out` belongs to the caller; `error` may be NULL.
OrdvaktStatus ordvakt_evidence_open(const char *folder,
                                    size_t folder_len,
                                    struct OrdvaktEvidence **out,
                                    struct OrdvaktError **error);

// Records what the policy's duties ask to preserve of the comment that a verdict is of, or all of it. `*out` is the number of its
// record, 0 where they ask for nothing; where the same is recorded already, that record's. `size` is `sizeof(OrdvaktMaterial)`.
//
// Thread-safe, also for one folder. `error` may be NULL.
OrdvaktStatus ordvakt_evidence_record(const struct OrdvaktEvidence *evidence,
                                      const struct OrdvaktVerdict *verdict,
                                      const struct OrdvaktMaterial *material,
                                      size_t size,
                                      uint64_t *out,
                                      struct OrdvaktError **error);

// Records a decision beside its recommendation. Several may be made; the latest counts. `*out` is the number of its record. `size`
// is `sizeof(OrdvaktDecision)`.
//
// Thread-safe, also for one folder. `error` may be NULL.
OrdvaktStatus ordvakt_evidence_decide(const struct OrdvaktEvidence *evidence,
                                      const struct OrdvaktDecision *decision,
                                      size_t size,
                                      uint64_t *out,
                                      struct OrdvaktError **error);

// Erases a comment and the decisions about it for good (gallring): by its id with `number` 0, or by the number of its record with
// `id` NULL. The chain of records stays valid. `*out` is the number of the record that says so.
//
// Thread-safe, also for one folder. `error` may be NULL.
OrdvaktStatus ordvakt_evidence_erase(const struct OrdvaktEvidence *evidence,
                                     const char *id,
                                     size_t id_len,
                                     uint64_t number,
                                     const char *by,
                                     size_t by_len,
                                     const char *why,
                                     size_t why_len,
                                     uint64_t *out,
                                     struct OrdvaktError **error);

// Holds everything against its digests, and the chain against a head that was kept elsewhere; NULL with length 0 for none.
// `*out_flaws` is how many things are not as they were recorded. `*out` is all that was found, as JSON: `head` (`number`, `digest`),
// `comments`, `decisions`, `erased`, `flaws` and `remarks` (`file`, `line`, `message`).
//
// Thread-safe, also for one folder. `*out` belongs to the caller; `error` may be NULL.
OrdvaktStatus ordvakt_evidence_verify(const struct OrdvaktEvidence *evidence,
                                      const char *head,
                                      size_t head_len,
                                      size_t *out_flaws,
                                      struct OrdvaktPage **out,
                                      struct OrdvaktError **error);

// A recorded comment with what was recommended and decided, as JSON: by its id with `number` 0, or by the number of its record
// with `id` NULL.
//
// Thread-safe, also for one folder. `*out` belongs to the caller; `error` may be NULL.
OrdvaktStatus ordvakt_evidence_case(const struct OrdvaktEvidence *evidence,
                                    const char *id,
                                    size_t id_len,
                                    uint64_t number,
                                    struct OrdvaktPage **out,
                                    struct OrdvaktError **error);

// Case cards of everything that is decided, for registration: `format` is one of `ORDVAKT_CARDS_…`, `lang` one of
// `ORDVAKT_LANG_…`; with `undecided` also of the rest.
//
// Thread-safe, also for one folder. `*out` belongs to the caller; `error` may be NULL.
OrdvaktStatus ordvakt_evidence_cards(const struct OrdvaktEvidence *evidence,
                                     uint32_t format,
                                     uint32_t lang,
                                     bool undecided,
                                     struct OrdvaktPage **out,
                                     struct OrdvaktError **error);

// How often people decided otherwise than recommended, rule by rule, as JSON.
//
// Thread-safe, also for one folder. `*out` belongs to the caller; `error` may be NULL.
OrdvaktStatus ordvakt_evidence_statistics(const struct OrdvaktEvidence *evidence,
                                          struct OrdvaktPage **out,
                                          struct OrdvaktError **error);

// Frees a folder of evidence; NULL is nothing. The folder itself stays.
//
// Thread-safe; no other thread may still use it.
void ordvakt_evidence_free(struct OrdvaktEvidence *evidence);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* ORDVAKT_H */
