namespace LibraryBot.Dialogs.Files;

/// <summary>The texts of dialogs/common that the engine itself says; without one of them no dialog could be played.</summary>
internal static class EngineTexts
{
    public static readonly IReadOnlyList<string> InCommon =
    [
        "cancelled", "nothing_to_go_back", "flow_changed", "dialog_gone",
        "understood", "moment", "moment_range", "unclear", "answer.now",
        "help.step", "help.moves", "help.skip",
        "change.ask", "change.not_found", "preview.not_understood",
        "buttons.skip", "buttons.finish", "derived_afresh", "buttons.cancel", "buttons.back", "buttons.keep", "buttons.yes", "buttons.no",
        "refused.not_understood", "refused.not_optional", "refused.picture_not_asked", "refused.picture_needed",
        "refused.nothing_readable", "refused.too_long", "refused.too_short", "refused.not_a_choice",
        "refused.not_yes_or_no", "refused.not_a_number", "refused.too_few", "refused.too_many",
        "refused.date_not_understood", "refused.one_day", "refused.hour_missing", "refused.day_missing", "refused.in_the_past", "refused.not_yet",
        "refused.alt_too_short", "refused.alt_lines", "refused.too_many_pictures", "pictures_kept", "alt_for_each",
    ];
}
