using System.Text.Json;

namespace MemberValue.Tool.Profiles;

/// <summary>Reads a profile's document and checks it.</summary>
internal static class ProfileReader
{
    public const string DecimalMarks = ".,";

    public const string ThousandsMarks = ",.' ";

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <param name="json">The document.</param>
    /// <param name="source">What the document is called in an error: the file.</param>
    public static ExportProfile Read(string json, string source)
    {
        using var document = Parse(json, source);
        var root = ProfileJson.Root(
            document.RootElement, source, "name", "title", "general", "recognizedBy", "rows", "columns", "statuses", "amounts", "times", "keys");
        var columns = Columns(root);
        var statuses = root.Object("statuses", "keep", "refunded", "skip");
        var amounts = root.Object("amounts", "decimal", "thousands", "currency", "note");
        var times = root.Object("times", "order", "clock", "zones");
        var keys = root.Object("keys", "trim", "ignoreCase", "guests");
        var name = root.Required("name");
        var profile = new ExportProfile
        {
            Name = name,
            Title = root.Words("title") ?? Members.Text.Of(name),
            IsGeneral = root.Flag("general"),
            RecognizedBy = root.List("recognizedBy"),
            Rows = root.Word("rows", ("line", RowKind.Line), ("order", RowKind.Order), ("orderThenLines", RowKind.OrderThenLines)) ?? RowKind.Line,
            Columns = columns,
            Keep = statuses?.List("keep") ?? [],
            Refunded = statuses?.List("refunded") ?? [],
            Skip = statuses?.List("skip") ?? [],
            Decimal = amounts?.Mark("decimal", DecimalMarks) ?? '.',
            Thousands = amounts?.Mark("thousands", ThousandsMarks),
            Currency = amounts?.Text("currency"),
            Note = amounts?.Words("note") ?? Members.Text.Empty,
            DateOrder = times?.Word("order", ("dmy", DateOrder.DayMonth), ("mdy", DateOrder.MonthDay)),
            Clock = times?.Word("clock", ("shop", ClockKind.Shop), ("utc", ClockKind.Utc), ("written", ClockKind.Written)) ?? ClockKind.Shop,
            Zones = times?.Raw("zones") is { } zones ? ProfileJson.Texts(zones, source, "times.zones") : new Dictionary<string, string>(),
            TrimKeys = keys?.Flag("trim") ?? false,
            IgnoreCase = keys?.Flag("ignoreCase") ?? false,
            Guests = keys?.List("guests") ?? [],
        };
        Check(profile, root, source);
        return profile;
    }

    private static JsonDocument Parse(string json, string source)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException error)
        {
            var line = (error.LineNumber ?? 0) + 1;
            var what = error.Message.Split(" LineNumber:")[0];
            throw new UserError($"{source}, line {line}: this is not JSON. {what}", $"{source} 第{line}行：不是有效的 JSON。{what}");
        }
    }

    private static Dictionary<ColumnRole, IReadOnlyList<string>> Columns(ProfileJson root)
    {
        var json = root.Object("columns", [.. ColumnRoles.All.Select(ColumnRoles.NameOf)]) ?? throw root.Missing("columns");
        return ColumnRoles.All.Select(role => (role, names: json.List(ColumnRoles.NameOf(role)))).Where(each => each.names.Count > 0)
            .ToDictionary(each => each.role, each => each.names);
    }

    private static void Check(ExportProfile profile, ProfileJson root, string source)
    {
        var has = profile.Columns.ContainsKey;
        if (!has(ColumnRole.Member))
            throw root.Missing("columns.member");
        if (!has(ColumnRole.Time) && !has(ColumnRole.Date))
            throw root.Missing("columns.time");
        if (!has(ColumnRole.Amount) && !(has(ColumnRole.Quantity) && has(ColumnRole.Price)))
            throw root.Missing("columns.amount");
        if (profile.Rows != RowKind.Line && !has(ColumnRole.Order))
            throw root.Missing("columns.order");
        if (has(ColumnRole.Status) && profile.Keep.Count == 0)
            throw root.Missing("statuses.keep");
        if (profile.Thousands == profile.Decimal)
            throw root.Bad("amounts.thousands", $"another mark than amounts.decimal, which is {profile.Decimal}", $"与 amounts.decimal（{profile.Decimal}）不同的符号");
        foreach (var zone in profile.Zones.Where(zone => !TimeZoneInfo.TryFindSystemTimeZoneById(zone.Value, out _)))
            throw root.Bad($"times.zones.{zone.Key}", $"a time zone such as Europe/Berlin, and not '{zone.Value}'", $"时区（例如 Europe/Berlin），而不是“{zone.Value}”");
        var twice = profile.Keep.Concat(profile.Refunded).Concat(profile.Skip).GroupBy(status => status, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new UserError($"{source}: the status '{twice.Key}' is listed twice.", $"{source}：状态“{twice.Key}”重复出现。");
    }
}
