using MemberValue.Tool.Profiles;
using MemberValue.Tool.Reading;

namespace MemberValue.Tool.Screen;

/// <summary>Says what was read and how.</summary>
internal static class ReadingScreen
{
    public static void Show(Screen screen, ReadingNotes notes)
    {
        var (profile, match) = (notes.Match.Profile, notes.Match);
        var files = notes.Files.Count == 1 ? notes.Files[0] : screen.Say($"{notes.Files.Count} files", $"{notes.Files.Count}个文件");
        screen.Line(
            $"{files}: {profile.Title.English} ({profile.Name}{(match.IsRecognized ? ", recognised from the header" : "")})",
            $"{files}：{profile.Title.Chinese}（{profile.Name}{(match.IsRecognized ? "，由表头识别" : "")}）");
        var columns = string.Join(", ", match.Used.Select(used => $"{screen.Say(ColumnRoles.WordsOf(used.Role))} = {used.Column}"));
        screen.Line($"Columns: {columns}", $"列：{columns}");
        var skipped = notes.Skipped.Sum(each => each.Count);
        var english = string.Join(", ", notes.Skipped.Select(each => $"{Screen.Count(each.Count)} {each.Reason.English}"));
        var chinese = string.Join("，", notes.Skipped.Select(each => $"{Screen.Count(each.Count)}行{each.Reason.Chinese}"));
        screen.Line(
            $"Rows: {Screen.Count(notes.Rows)} read, {Screen.Count(notes.Kept)} used{(skipped == 0 ? "" : $", {Screen.Count(skipped)} left out: {english}")}.",
            $"行数：读入{Screen.Count(notes.Rows)}行，计入{Screen.Count(notes.Kept)}行{(skipped == 0 ? "" : $"，未计入{Screen.Count(skipped)}行：{chinese}")}。");
        foreach (var sentence in notes.Sentences)
            screen.Line(sentence);
    }
}
