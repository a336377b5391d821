using MemberValue.Members;
using MemberValue.Tool.Profiles;

namespace MemberValue.Tool.Reading;

/// <summary>Reads the fields of rows as a profile says.</summary>
internal sealed class RowParser
{
    private readonly ExportProfile _profile;
    private readonly InputSettings _settings;
    private readonly AmountText _amounts;
    private readonly Dictionary<string, StatusKind> _statuses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal); // keys and ids that repeat are kept once
    private string? _lastOrder;
    private bool _lastCounts; // whether the last order does
    private int _counted; // rows that count

    public RowParser(ExportProfile profile, InputSettings settings)
    {
        (_profile, _settings) = (profile, settings);
        var (mark, thousands) = MarksOf(profile, settings);
        _amounts = new AmountText(mark, thousands);
        Add(profile.Keep, StatusKind.Kept);
        Add(profile.Refunded, StatusKind.Refunded);
        Add(profile.Skip, StatusKind.Skipped);
        Add(settings.KeepStatuses, StatusKind.Kept);
        Add(settings.SkipStatuses, StatusKind.Skipped);
    }

    private enum StatusKind
    {
        Kept = 0,
        Refunded,
        Skipped,
    }

    public DateColumn Dates { get; private set; } = new("");

    /// <summary>Rows that do not count, by reason.</summary>
    public SkipCounts Skipped { get; } = new();

    /// <summary>Lines of an order whose first row has its amounts.</summary>
    public long FurtherLines { get; private set; }

    public bool HasRefunds { get; private set; }

    /// <summary>What was bought, where the export says so.</summary>
    public List<OrderLine> Lines { get; } = [];

    /// <summary>Begins a file, whose columns may stand in another order.</summary>
    public void Begin(ProfileMatch match)
    {
        _lastOrder = null;
        if (match.Profile != _profile)
            throw new InvalidOperationException("One parser reads one profile.");
        Dates = Dates.IsEmpty ? new DateColumn(match.NameOf(match.TimeRole)) : Dates;
    }

    /// <summary>Reads a row.</summary>
    /// <returns>Null for a row that does not count.</returns>
    /// <exception cref="UserError">A field cannot be read safely.</exception>
    public OrderRow? Read(CsvRows rows, ProfileMatch match)
    {
        var order = Id(rows, match, ColumnRole.Order);
        if (_profile.Rows == RowKind.OrderThenLines && IsFurtherLine(rows, match, order))
        {
            FurtherLines++;
            if (_lastCounts)
                AddLine(rows, match, null);
            return null;
        }

        (_lastOrder, _lastCounts) = (order, false);
        var status = StatusOf(rows, match);
        if (status == StatusKind.Skipped)
        {
            var text = rows[match[ColumnRole.Status]].Trim();
            Skipped.Add(Text.Of($"status {(text.Length == 0 ? "(blank)" : text)}", $"状态为{(text.Length == 0 ? "空" : text)}"));
            return null;
        }

        if (match[ColumnRole.Cancelled] is >= 0 and var cancelled && !string.IsNullOrWhiteSpace(rows[cancelled]))
        {
            Skipped.Add(Text.Of("cancelled", "已取消"));
            return null;
        }

        var time = Time(rows, match);
        var (amount, symbol) = Amount(rows, match);
        var refund = Refund(rows, match, status, amount);
        HasRefunds |= refund > 0;
        (_lastCounts, _counted) = (true, _counted + 1);
        AddLine(rows, match, amount);
        return new OrderRow(
            rows.Place.FileNumber, rows.Line, Member(rows, match), order, Id(rows, match, ColumnRole.Line), amount, refund,
            match[ColumnRole.Margin] >= 0 ? Number(rows, match, ColumnRole.Margin).Amount : null,
            Currency(rows, match, symbol), Zone(rows, match), time);
    }

    /// <summary>Adds the row's line; fields that only lines have are never an error.</summary>
    private void AddLine(CsvRows rows, ProfileMatch match, decimal? amount)
    {
        if (!match.HasLines)
            return;
        var quantity = TryNumber(rows, match, ColumnRole.Quantity);
        if (_profile.Rows == RowKind.OrderThenLines) // the amount is that of the order
            amount = quantity * TryNumber(rows, match, ColumnRole.Price);
        var pieces = quantity ?? 1;
        Lines.Add(new OrderLine(
            _counted - 1, Id(rows, match, ColumnRole.Item), Id(rows, match, ColumnRole.Category), amount < 0 ? -Math.Abs(pieces) : pieces, amount));
    }

    private decimal? TryNumber(CsvRows rows, ProfileMatch match, ColumnRole role) =>
        match[role] is >= 0 and var column && _amounts.Read(rows[column], out var number, out _) is null && Math.Abs(number) <= MoneyColumn.MaxAmount
            ? number : null;

    private static (char Decimal, char? Thousands) MarksOf(ExportProfile profile, InputSettings settings)
    {
        var mark = settings.Decimal ?? profile.Decimal;
        var thousands = settings.Thousands ?? (profile.Thousands == mark ? null : profile.Thousands);
        return mark != thousands
            ? (mark, thousands)
            : throw new UserError(
                $"The decimal mark and the mark between thousands are both '{mark}'; they must differ.", $"小数点和千位分隔符都是“{mark}”；两者必须不同。");
    }

    private void Add(IEnumerable<string> statuses, StatusKind kind)
    {
        foreach (var status in statuses)
            _statuses[status.Trim()] = kind;
    }

    private bool IsFurtherLine(CsvRows rows, ProfileMatch match, string? order) =>
        order is not null && order == _lastOrder && string.IsNullOrWhiteSpace(rows[match[ColumnRole.Amount]]);

    private StatusKind StatusOf(CsvRows rows, ProfileMatch match)
    {
        if (match[ColumnRole.Status] is var column && column < 0)
            return StatusKind.Kept;
        var text = rows[column].Trim();
        if (_statuses.TryGetValue(text, out var kind))
            return kind;
        throw rows.Place.Error(match.NameOf(ColumnRole.Status), text, text.Length == 0
            ? Text.Of("is blank, and whether the order counts is not known: say --keep-status \"\" or --skip-status \"\"",
                "为空，无法判断该订单是否计入：请加 --keep-status \"\" 或 --skip-status \"\"")
            : Text.Of(
                $"is no status that the profile {_profile.Name} knows: say --keep-status \"{text}\" if such orders count, otherwise --skip-status \"{text}\"",
                $"格式 {_profile.Name} 不认识这个状态：如果这类订单计入，请加 --keep-status \"{text}\"，否则加 --skip-status \"{text}\""));
    }

    private TimeParts Time(CsvRows rows, ProfileMatch match)
    {
        var role = match.TimeRole;
        var text = rows[match[role]];
        if (TimeText.Read(text, out var parts) is { } problem)
            throw rows.Place.Error(match.NameOf(role), text.Trim(), problem);
        if (role == ColumnRole.Date && match[ColumnRole.Clock] is >= 0 and var clock && TimeText.AddClock(rows[clock], ref parts) is { } wrong)
            throw rows.Place.Error(match.NameOf(ColumnRole.Clock), rows[clock].Trim(), wrong);
        Dates.Add(parts, rows.Place, text.AsSpan().Trim());
        return parts;
    }

    private (decimal Amount, string? Symbol) Amount(CsvRows rows, ProfileMatch match)
    {
        if (match[ColumnRole.Amount] >= 0)
            return Number(rows, match, ColumnRole.Amount);
        var (quantity, price) = (Number(rows, match, ColumnRole.Quantity), Number(rows, match, ColumnRole.Price));
        try
        {
            return (quantity.Amount * price.Amount, price.Symbol);
        }
        catch (OverflowException)
        {
            throw rows.Place.Error(match.NameOf(ColumnRole.Quantity), rows[match[ColumnRole.Quantity]], Text.Of(
                "is too large to be multiplied by the price", "过大，无法与单价相乘"));
        }
    }

    private (decimal Amount, string? Symbol) Number(CsvRows rows, ProfileMatch match, ColumnRole role)
    {
        var text = rows[match[role]];
        if (string.IsNullOrWhiteSpace(text))
            throw rows.Place.Error(match.NameOf(role), "", Text.Of("is blank", "为空"));
        return _amounts.Read(text, out var amount, out var symbol) is { } problem
            ? throw rows.Place.Error(match.NameOf(role), text.Trim(), problem)
            : (amount, symbol);
    }

    private decimal Refund(CsvRows rows, ProfileMatch match, StatusKind status, decimal amount)
    {
        var column = match[ColumnRole.Refund];
        var refund = column < 0 || string.IsNullOrWhiteSpace(rows[column]) ? 0 : Number(rows, match, ColumnRole.Refund).Amount;
        if (refund < 0)
        {
            throw rows.Place.Error(match.NameOf(ColumnRole.Refund), rows[column].Trim(), Text.Of(
                "is negative: a refund beside an amount must be 0 or more", "为负数：与金额同行的退款必须大于等于0"));
        }

        return status == StatusKind.Refunded && refund == 0 ? Math.Max(amount, 0) : refund;
    }

    private string? Member(CsvRows rows, ProfileMatch match)
    {
        var text = rows[match[ColumnRole.Member]];
        if (_settings.Keys is { } keys ? keys != KeyComparison.Exact : _profile.TrimKeys)
            text = text.Trim();
        return string.IsNullOrWhiteSpace(text) || _profile.Guests.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase) ? null : Once(text);
    }

    private string? Id(CsvRows rows, ProfileMatch match, ColumnRole role) =>
        match[role] is >= 0 and var column && rows[column].Trim() is { Length: > 0 } text ? role == ColumnRole.Order ? text : Once(text) : null;

    private string? Currency(CsvRows rows, ProfileMatch match, string? symbol)
    {
        if (match[ColumnRole.Currency] < 0)
            return symbol is null ? null : Once(symbol);
        var text = rows[match[ColumnRole.Currency]].Trim();
        return text.Length > 0
            ? Once(text.ToUpperInvariant())
            : throw rows.Place.Error(match.NameOf(ColumnRole.Currency), "", Text.Of("is blank", "为空"));
    }

    private string? Zone(CsvRows rows, ProfileMatch match)
    {
        if (match[ColumnRole.Zone] is var column && column < 0)
            return null;
        var text = rows[column].Trim();
        if (_profile.Zones.TryGetValue(text, out var id))
            return id;
        return text.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)
            ? Once(text)
            : throw rows.Place.Error(match.NameOf(ColumnRole.Zone), text, text.Length == 0
                ? Text.Of("is blank", "为空")
                : Text.Of("is no time zone that the profile knows: add it to a profile of your own, under times.zones", "格式不认识这个时区：请在自己的规则文件中加到 times.zones"));
    }

    private string Once(string text)
    {
        if (!_texts.TryGetValue(text, out var kept))
            _texts.Add(kept = text, text);
        return kept;
    }
}
