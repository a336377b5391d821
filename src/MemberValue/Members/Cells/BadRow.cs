namespace MemberValue.Members;

/// <summary>Describes a row that cannot be used: what it holds, what is allowed and what to do.</summary>
internal static class BadRow
{
    private const string Instants =
        "exact instants lie between 1931-12-13 and 2068-01-19. Correct the date, or choose hours, days, weeks or years as cells (MemberTableOptions.Grain).";

    public static BadRowException Of<TKey>(long number, RowOutcome outcome, in Transaction<TKey> row, LogRules rules)
        where TKey : notnull => new(number, outcome.Reason(), Detail(outcome, row, rules));

    public static BadRowException Of<TKey>(long number, RowOutcome outcome, in MemberEvent<TKey> row)
        where TKey : notnull => new(number, outcome.Reason(), outcome switch
        {
            RowOutcome.NoMember => NoMember(row.Member),
            RowOutcome.NoZone => NoZone(row.Time),
            _ => $"The time is {row.Time}; {Instants}",
        });

    /// <summary>The sentences about a transaction; the rules are those it was read by.</summary>
    public static string Detail<TKey>(RowOutcome outcome, in Transaction<TKey> row, LogRules rules)
        where TKey : notnull => outcome switch
        {
            RowOutcome.NoMember => NoMember(row.Member),
            RowOutcome.TimeOutOfRange => $"The time is {row.Time}; {Instants}",
            RowOutcome.NoZone => NoZone(row.Time),
            RowOutcome.Late => Late(row.Time, rules),
            RowOutcome.RefundRejected => FormattableString.Invariant(
                $"The amount is {row.Amount}; with MemberTableOptions.Refunds = {rules.Refunds} it must be 0 or more. {RefundPolicy.Net} nets refunds."),
            RowOutcome.AmountOutOfRange => Limit("amount", row.Amount),
            RowOutcome.LongAmount => Decimals("amount", row.Amount),
            RowOutcome.MarginOutOfRange when row.Margin is { } margin =>
                ExactMoney.IsWithinLimit(margin) ? Decimals("margin", margin) : Limit("margin", margin),
            RowOutcome.OutsideWindow => $"The time is {row.Time}, outside the window of the options: widen WindowFirst and WindowLast, or leave it out.",
            RowOutcome.ZeroAmount => $"The amount is 0; MemberTableOptions.ZeroAmounts = {ZeroAmountPolicy.Sale} takes such rows as sales.",
            RowOutcome.NoRowId => "The row has neither a RowId nor an OrderId with a LineId. Give it one, or set MemberTableOptions.RowsWithoutId = "
                + $"{RowsWithoutIdPolicy.Count}.",
            _ => "A row of the member with the same identity was read before: leave the second one out.",
        };

    private static string NoMember<TKey>(TKey? key) =>
        $"The key is {(key is string text ? $"'{text}'" : "null")}; it must name a member. Leave rows of guests out, or count them with Skip.";

    private static string NoZone(EventTime time) => $"The time is {time}, of kind Unspecified. Give an offset, the kind Utc or Local, or a DateOnly; or set "
        + $"MemberTableOptions.ClockTimes = {ClockTimePolicy.ShopClock}, which takes it for a time on the shop's clock.";

    private static string Late(EventTime time, LogRules rules) => rules.Order == LogOrder.TimeOrderedPerMember
        ? $"The time is {time}, in a cell before the member's last one. Sort each member's rows by time, or set MemberTableOptions.Order = {LogOrder.Any}."
        : $"The time is {time}, in a cell that was closed when the member's state was saved. Read such rows before, or save more (RowIdCells).";

    private static string Limit(string what, decimal value) => FormattableString.Invariant(
        $"The {what} is {value}; it must be from -{MoneyColumn.MaxAmount:N0} through {MoneyColumn.MaxAmount:N0}. Correct it, or use a larger unit.");

    private static string Decimals(string what, decimal value) => FormattableString.Invariant(
        $"The {what} is {value}; it may have {MoneyColumn.MaxDecimals} decimals. Round it, or set MemberTableOptions.LongAmounts = {LongAmountPolicy.Round}.");
}
