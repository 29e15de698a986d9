/* Screens one comment a line from standard input, all processors at work: ./batch kungalv < comments.txt
 *
 * Prints one line a comment: the action, a tab, and the comment with personal data covered.
 */
#include <ordvakt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AT_ONCE = 4096, LONGEST = 1 << 16 };

static int complain(const char *doing, OrdvaktError *error) {
    OrdvaktText message = {NULL, 0};
    if (error != NULL && ordvakt_error_message(error, &message) == ORDVAKT_STATUS_OK) {
        fprintf(stderr, "%s: %.*s\n", doing, (int)message.len, message.data);
    } else {
        fprintf(stderr, "%s\n", doing);
    }
    ordvakt_error_free(error);
    return 1;
}

/* Reads lines until there are AT_ONCE of them or no more; each is freed by the caller. */
static size_t read_lines(OrdvaktComment *comments) {
    static char line[LONGEST];
    size_t count = 0;
    memset(comments, 0, AT_ONCE * sizeof *comments);
    while (count < AT_ONCE && fgets(line, sizeof line, stdin) != NULL) {
        size_t len = strcspn(line, "\r\n");
        char *copy = (char *)malloc(len + 1);
        if (copy == NULL) {
            break;
        }
        memcpy(copy, line, len);
        comments[count].text.data = copy;
        comments[count].text.len = len;
        count++;
    }
    return count;
}

static int print(OrdvaktVerdict *verdict) {
    OrdvaktSummary summary;
    OrdvaktText redacted;
    if (ordvakt_verdict_summary(verdict, &summary, sizeof summary) != ORDVAKT_STATUS_OK ||
        ordvakt_verdict_redact(verdict, &redacted) != ORDVAKT_STATUS_OK) {
        return 1;
    }
    printf("%.*s\t%.*s\n", (int)summary.action_id.len, summary.action_id.data, (int)redacted.len, redacted.data);
    return 0;
}

int main(int argc, char **argv) {
    static OrdvaktComment comments[AT_ONCE];
    static OrdvaktVerdict *verdicts[AT_ONCE];
    const char *policy = argc > 1 ? argv[1] : "alla";
    OrdvaktModerator *moderator = NULL;
    OrdvaktError *error = NULL;
    size_t count;
    int failed = 0;
    if (ordvakt_moderator_new(policy, strlen(policy), &moderator, &error) != ORDVAKT_STATUS_OK) {
        return complain("cannot make a moderator", error);
    }
    while (!failed && (count = read_lines(comments)) > 0) {
        if (ordvakt_moderator_screen_batch(moderator, comments, count, sizeof comments[0], 0, verdicts, &error) ==
            ORDVAKT_STATUS_OK) {
            for (size_t i = 0; i < count; i++) {
                failed |= print(verdicts[i]);
                ordvakt_verdict_free(verdicts[i]);
            }
        } else {
            failed = complain("cannot screen", error);
        }
        for (size_t i = 0; i < count; i++) {
            free((void *)comments[i].text.data);
        }
    }
    ordvakt_moderator_free(moderator);
    return failed;
}
