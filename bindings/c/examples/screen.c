/* Screens the comment given as argument: ./screen "Ring mig på 070-174 06 05!" */
#include <ordvakt.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
    const char *comment = argc > 1 ? argv[1] : "Tack för den fina lekplatsen!";
    OrdvaktModerator *moderator = NULL;
    OrdvaktVerdict *verdict = NULL;
    OrdvaktSummary summary;
    OrdvaktFinding finding;
    if (ordvakt_moderator_new("kungalv", 7, &moderator, NULL) != ORDVAKT_STATUS_OK ||
        ordvakt_moderator_screen(moderator, comment, strlen(comment), NULL, 0, &verdict, NULL) != ORDVAKT_STATUS_OK ||
        ordvakt_verdict_summary(verdict, &summary, sizeof summary) != ORDVAKT_STATUS_OK) {
        return 1;
    }
    printf("%.*s\n", (int)summary.action_id.len, summary.action_id.data);
    for (size_t i = 0; i < summary.finding_count; i++) {
        if (ordvakt_verdict_finding(verdict, i, ORDVAKT_LANG_EN, &finding, sizeof finding) == ORDVAKT_STATUS_OK) {
            printf("%.*s: %.*s\n", (int)finding.matched.len, finding.matched.data, (int)finding.reason.len,
                   finding.reason.data);
        }
    }
    ordvakt_verdict_free(verdict);
    ordvakt_moderator_free(moderator);
    return 0;
}
