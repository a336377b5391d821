using System.Globalization;
using MemberValue.Members;
using MemberValue.Tool.Profiles;

namespace MemberValue.Tool.Reading;

/// <summary>Makes a log of rows whose dates can now be told.</summary>
internal sealed class LogOfRows(
    InputSettings settings, IReadOnlyList<OrderFile> files, ProfileMatch match, RowParser parser, List<OrderRow> rows, char delimiter)
{
    private static readonly Dictionary<string, long> NothingSkipped = [];

    private readonly List<Text> _sentences = [];

    private ExportProfile Profile => match.Profile;

    public (MemberLog<string> Log, ReadingNotes Notes) Read(long read, CancellationToken cancellationToken)
    {
        if (delimiter != ',')
            Say($"Columns are separated by '{(delimiter == '\t' ? "tab" : delimiter)}'.", $"列分隔符为“{(delimiter == '\t' ? "制表符" : delimiter)}”。");
        var order = parser.Dates.Settle(settings.DateOrder ?? Profile.DateOrder);
        if (parser.Dates.IsNumeric)
        {
            var isSaid = (settings.DateOrder ?? Profile.DateOrder) is not null;
            Say($"Dates have the {(order == DateOrder.DayMonth ? "day" : "month")} first{(isSaid ? "" : ", as the whole column shows")}.",
                $"日期为{(order == DateOrder.DayMonth ? "日" : "月")}在前{(isSaid ? "" : "（由整列判断）")}。");
        }

        var (currency, otherCurrencies) = CurrencyOf();
        var zone = ZoneOf();
        SayClock(zone);
        var options = new MemberTableOptions
        {
            TimeZone = zone ?? "UTC",
            WindowLast = settings.AsOf?.ToDateTime(TimeOnly.MinValue),
            RecentCells = OrderReader.RecentDays,
            Currency = currency,
            // A refund in a column of its order is one of that order.
            Refunds = parser.HasRefunds ? RefundPolicy.AtOrder : RefundPolicy.Net,
        };
        var comparer = IgnoresCase ? StringComparer.OrdinalIgnoreCase : null;
        var log = new MemberLogBuilder<string>(options, comparer);
        var lines = match.HasLines
            ? new LinesOfRows(Profile.Rows, parser.Lines, new PurchaseLines<string>(LogRules.From(options), options: null, comparer))
            : null;
        var hours = new WeekActivityBuilder(options);
        var (guests, guestAmount) = (0L, 0m);
        for (var i = 0; i < rows.Count; i++)
        {
            if ((i & 1023) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var row = rows[i];
            if (otherCurrencies && !string.Equals(row.Currency, currency, StringComparison.OrdinalIgnoreCase))
            {
                parser.Skipped.Add(Text.Of($"in {row.Currency}", $"币种为{row.Currency}"));
                continue;
            }

            if (row.Member is null)
            {
                (guests, guestAmount) = (guests + 1, guestAmount + row.Amount - row.Refund);
                if (settings.IsStrict)
                    throw PlaceOf(row).Error(match.NameOf(ColumnRole.Member), "", Text.Of("names no member, and --strict is on", "没有会员标识，而已启用 --strict"));
            }

            var time = TimeOf(row, order);
            Add(Transaction(row, time, row.Amount, currency, isRefund: false));
            if (row.Refund > 0)
                Add(Transaction(row, time, -row.Refund, currency, isRefund: true));
            lines?.Add(i, row, time, currency);
        }

        var done = log.Build(cancellationToken);
        var activity = done.Report.SkippedByReason.ContainsKey(SkipReasons.DeliveredBefore) ? null : hours.Build();
        SayLines(lines);
        return (done, Notes(done, read, guests, guestAmount, currency) with { Activity = activity, Lines = lines?.Lines });

        void Add(Transaction<string> row)
        {
            log.Add(row);
            hours.Add(row);
        }
    }

    private bool IgnoresCase => settings.Keys is { } keys ? keys == KeyComparison.IgnoreCase : Profile.IgnoreCase;

    private ReadingNotes Notes(MemberLog<string> log, long read, long guests, decimal guestAmount, string? currency)
    {
        var skipped = parser.Skipped;
        if (guests > 0)
        {
            var (amount, unit) = (guestAmount.ToString("N2", CultureInfo.InvariantCulture), ReadingNotes.UnitOf(currency));
            skipped.Add(Text.Of($"without a member ({amount}{unit})", $"没有会员标识（{amount}{unit}）"), guests);
        }

        foreach (var (reason, count) in log.Report.SkippedByReason.Where(each => each.Key != SkipReasons.NoMember))
            skipped.Add(IngestionReport.NameOfReason(reason), count);
        var bad = log.Report.SkippedByReason.Where(each => each.Key is not (SkipReasons.NoMember or SkipReasons.OutsideWindow or SkipReasons.DeliveredBefore))
            .ToList();
        if (settings.IsStrict && bad.Count > 0)
        {
            throw new UserError(
                $"Rows were skipped, and --strict is on: {string.Join(", ", bad.Select(each => $"{each.Value} {each.Key}"))}.",
                $"有行被跳过，而已启用 --strict：{string.Join("，", bad.Select(each => $"{each.Value}行{IngestionReport.NameOfReason(each.Key).Chinese}"))}。");
        }

        if (log.Report.Used == 0)
        {
            var why = skipped.ToList();
            throw new UserError(
                $"No row counts: {string.Join(", ", why.Select(each => $"{each.Count:N0} {each.Reason.English}"))}.",
                $"没有可用的行：{string.Join("，", why.Select(each => $"{each.Count:N0}行{each.Reason.Chinese}"))}。");
        }

        if (parser.FurtherLines > 0)
        {
            Say($"Further lines of an order whose first row has its total: {parser.FurtherLines:N0}.",
                $"订单的后续明细行（金额已在该订单的第一行）：{parser.FurtherLines:N0}行。");
        }

        if (Profile.Note != Text.Empty)
            _sentences.Add(Profile.Note);
        _sentences.AddRange((log.Report with { SkippedByReason = NothingSkipped }).Warnings); // what was skipped is said row by row of the files
        return new ReadingNotes
        {
            Files = [.. files.Select(file => file.Name)],
            Match = match,
            Rows = read,
            Kept = read - parser.FurtherLines - skipped.Total,
            Skipped = skipped.ToList(),
            Currency = currency,
            Sentences = _sentences,
        };
    }

    private Place PlaceOf(OrderRow row) => new(files[row.File].Name, row.File, row.Line);

    private Transaction<string> Transaction(OrderRow row, EventTime time, decimal amount, string? currency, bool isRefund) => new(row.Member, time, amount)
    {
        OrderId = row.Order,
        LineId = isRefund && row.LineId is not null ? $"{row.LineId} refund" : row.LineId,
        RowId = Profile.Rows == RowKind.Line || row.Order is null ? default : isRefund ? $"{row.Order} refund" : row.Order,
        Margin = isRefund ? row.Margin is { } ? 0 : null : row.Margin,
        Currency = row.Currency is null ? null : currency,
    };

    /// <summary>The currency, and whether rows in other currencies are left out.</summary>
    private (string? Currency, bool HasOthers) CurrencyOf()
    {
        var counts = rows.Where(row => row.Currency is not null).GroupBy(row => row.Currency!, StringComparer.OrdinalIgnoreCase)
            .Select(group => (Currency: group.Key, Count: group.Count()))
            .OrderByDescending(each => each.Count).ThenBy(each => each.Currency, StringComparer.Ordinal).ToList();
        var isColumn = match[ColumnRole.Currency] >= 0;
        if (settings.Currency is { } wanted)
        {
            if (!isColumn && counts.Count <= 1)
                return (wanted.ToUpperInvariant(), false); // the user names what the file does not
            return counts.Any(each => string.Equals(each.Currency, wanted, StringComparison.OrdinalIgnoreCase))
                ? (counts.First(each => string.Equals(each.Currency, wanted, StringComparison.OrdinalIgnoreCase)).Currency, true)
                : throw new UserError(
                    $"No row is in {wanted}; the currencies are {List(counts, ", ", "rows: ", "")}.",
                    $"没有币种为 {wanted} 的行；文件中的币种有：{List(counts, "、", "", "行")}。");
        }

        return counts.Count switch
        {
            0 => (Profile.Currency, false),
            1 => (counts[0].Currency, false),
            _ => throw new UserError(
                $"The file has several currencies, and their amounts cannot be added: {List(counts, ", ", "rows: ", "")}. Pick one, such as "
                    + $"--currency {counts[0].Currency}.",
                $"文件中有多种货币，金额不能相加：{List(counts, "、", "", "行")}。请选择一种，例如 --currency {counts[0].Currency}。"),
        };

        static string List(IEnumerable<(string Currency, int Count)> counts, string between, string before, string after) =>
            string.Join(between, counts.Select(each => $"{each.Currency} ({before}{each.Count:N0}{after})"));
    }

    /// <summary>The shop's time zone: as the user says, or the only one that the rows name.</summary>
    private string? ZoneOf()
    {
        if (settings.TimeZone is { } given)
            return given;

        var zones = rows.Select(row => row.Zone).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return zones.Count switch
        {
            0 => null,
            1 => zones[0],
            _ => throw new UserError(
                $"The rows are in several time zones: {string.Join(", ", zones)}. Say in which one a day of the shop begins: --time-zone {zones[0]}.",
                $"各行使用了多个时区：{string.Join("、", zones)}。请指定店铺的一天以哪个时区为准：--time-zone {zones[0]}。"),
        };
    }

    private void SayClock(string? zone)
    {
        if (parser.Dates.HasOffsets && Profile.Clock == ClockKind.Written && settings.TimeZone is null)
            Say("Days are those of the clock that the file writes.", "按文件中书写的当地时间划分日期。");
        else if (parser.Dates.HasOffsets || (Profile.Clock == ClockKind.Utc && rows.Exists(row => row.Time.HasTime)))
            Say($"Days are those of {zone ?? "UTC"}{(zone is null ? "; --time-zone names the shop's" : "")}.",
                $"按 {zone ?? "UTC"} 划分日期{(zone is null ? "；可用 --time-zone 指定店铺所在时区" : "")}。");
        else if (zone is not null && match[ColumnRole.Zone] >= 0)
            Say($"Days are those of {zone}.", $"按 {zone} 划分日期。");
    }

    private EventTime TimeOf(OrderRow row, DateOrder order)
    {
        var parts = row.Time;
        var day = parts.Day(order)!.Value; // the column has been settled, and a day in neither order was an error on its line
        if (!parts.HasTime)
            return day;
        var clock = day.ToDateTime(TimeOnly.MinValue).AddTicks(parts.TimeOfDay);
        if (parts.Offset is { } minutes)
        {
            return Profile.Clock == ClockKind.Written && settings.TimeZone is null
                ? clock
                : new DateTimeOffset(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified), TimeSpan.FromMinutes(minutes));
        }

        if (row.Zone is not null && settings.TimeZone is not null)
            return Instant(row, clock);
        return Profile.Clock == ClockKind.Utc ? DateTime.SpecifyKind(clock, DateTimeKind.Utc) : clock;
    }

    private EventTime Instant(OrderRow row, DateTime clock)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(row.Zone!);
        return zone.IsInvalidTime(clock)
            ? throw PlaceOf(row).Error(
                match.NameOf(match.TimeRole), clock.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                Text.Of($"does not exist in {row.Zone}: the clock goes forward over it", $"在 {row.Zone} 并不存在：当时钟表向前拨过了这一刻"))
            : new DateTimeOffset(clock, zone.GetUtcOffset(clock));
    }

    private void SayLines(LinesOfRows? lines)
    {
        if (lines is { Lines.MissingCategories: > 0 } && match[ColumnRole.Category] >= 0)
        {
            Say($"Lines without a category: {lines.Lines.MissingCategories:N0} of {lines.Lines.Report.Used:N0}.",
                $"没有品类的明细行：{lines.Lines.MissingCategories:N0}行（共{lines.Lines.Report.Used:N0}行）。");
        }

        if (lines is { PartRefunds: > 0 })
        {
            Say($"Orders given back in part, without a word on which line: {lines.PartRefunds:N0}; all of their lines count as bought.",
                $"部分退款而未说明退了哪一行的订单：{lines.PartRefunds:N0}个；其明细全部按已购买计。");
        }
    }

    private void Say(string english, string chinese) => _sentences.Add(Text.Of(english, chinese));
}
