using MemberValue.Members;

namespace MemberValue.Tests.Members;

internal enum LineKind
{
    Transaction,
    Registration,
    Visit,
}

/// <summary>One line of a log as the tests write it down: a day and an hour on the shop's clock.</summary>
internal sealed record LogLine(int Member, DateOnly Day, decimal Amount = 0, string? Order = null, decimal? Margin = null)
{
    public LineKind Kind { get; init; }

    public int Hour { get; init; } = 12;

    /// <summary>The row's identity; 0 without one.</summary>
    public int Id { get; init; }

    public DateTime Time => Day.ToDateTime(new TimeOnly(Hour, 30));

    public Transaction<int> ToTransaction() => new(Member, Time, Amount) { OrderId = Order, Margin = Margin, RowId = Id > 0 ? Id : default(OrderId) };

    public MemberEvent<int> ToEvent() =>
        new(Member, Time, Kind == LineKind.Visit ? MemberEventKind.Visit : MemberEventKind.Registration);

    public void AddTo(MemberTableBuilder<int> builder)
    {
        if (Kind == LineKind.Transaction)
            builder.Add(ToTransaction());
        else
            builder.Add(ToEvent());
    }

    public MemberState AddTo(MemberState state, LogRules rules, out string? skipped) => Kind == LineKind.Transaction
        ? state.With(ToTransaction(), rules, out skipped)
        : state.With(ToEvent(), rules, out skipped);
}
