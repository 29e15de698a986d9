/* Faults on purpose, by name: what watches over the other programs must see them. */
#include "check.h"

int main(int argc, char **argv) {
    const char *fault = argc > 1 ? argv[1] : "";
    OrdvaktModerator *moderator = made_up_moderator();
    OrdvaktVerdict *verdict = NULL;
    OrdvaktText json;
    CHECK_OK(ordvakt_moderator_screen(moderator, "tokstolle", 9, NULL, 0, &verdict, NULL));
    CHECK_OK(ordvakt_verdict_json(verdict, ORDVAKT_LANG_EN, ORDVAKT_OFFSETS_BYTE, &json));
    CHECK(text_has(json, "svordomar/tokstolle"));
    ordvakt_moderator_free(moderator);
    if (strcmp(fault, "leak") == 0) {
        moderator = NULL;
        verdict = NULL;
        return 0;
    }
    ordvakt_verdict_free(verdict);
    if (strcmp(fault, "use") == 0) {
        CHECK(text_has(json, "svordomar/tokstolle"));
    }
    if (strcmp(fault, "double") == 0) {
        ordvakt_verdict_free(verdict);
    }
    return 0;
}
