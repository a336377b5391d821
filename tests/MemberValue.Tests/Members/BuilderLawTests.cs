using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>A builder says what the definitions say, in whatever order and through whichever steps the rows came.</summary>
public class BuilderLawTests
{
    [Fact]
    public void A_log_of_any_order_gives_the_numbers_of_the_definitions() => Law.Holds(LogCase.Any, log =>
        TableCheck.IsOracles(log.Lines, log.Options, TableCheck.BuilderOf(log.Shuffled(1), log.Options)), runs: 600);

    [Fact]
    public void An_ordered_log_gives_the_numbers_of_the_definitions() => Law.Holds(LogCase.Any, log =>
    {
        var options = log.With(o => o.Order = LogOrder.TimeOrderedPerMember);
        return TableCheck.IsOracles(log.Lines, options, TableCheck.BuilderOf(log.Sorted, options));
    }, runs: 600);

    [Fact]
    public void Order_does_not_matter_under_any() => Law.Holds(LogCase.Any, log =>
    {
        if (new LogOracle(log.Lines, log.Options).Window is not null)
            TableCheck.Same(TableCheck.BuilderOf(log.Shuffled(1), log.Options).Build(), TableCheck.BuilderOf(log.Shuffled(2), log.Options).Build());
        return true;
    });

    [Fact]
    public void Order_between_members_does_not_matter_in_an_ordered_log() => Law.Holds(LogCase.Any, log =>
    {
        var options = log.With(o => o.Order = LogOrder.TimeOrderedPerMember);
        return TableCheck.IsOracles(log.Lines, options, TableCheck.BuilderOf(log.Sorted.OrderByDescending(line => line.Member), options));
    });

    [Fact]
    public void A_builder_that_was_built_from_goes_on_as_if_it_had_not_been() => Law.Holds(LogCase.Any, log =>
    {
        foreach (var order in Enum.GetValues<LogOrder>())
        {
            var options = log.With(o => o.Order = order);
            var builder = new MemberTableBuilder<int>(options);
            var lines = order == LogOrder.Any ? log.Shuffled(4) : log.Sorted;
            for (var i = 0; i < lines.Count; i++)
            {
                lines[i].AddTo(builder);
                if (i % 7 == 3)
                    TableCheck.IsOracles(lines.Take(i + 1).ToList(), options, builder);
            }

            TableCheck.IsOracles(log.Lines, options, builder);
        }

        return true;
    });

    [Fact]
    public void A_table_does_not_change_when_its_builder_goes_on() => Law.Holds(LogCase.Any, log =>
    {
        var half = log.Lines.Take(log.Lines.Count / 2).ToList();
        if (new LogOracle(half, log.Options).Window is null)
            return true;
        var builder = TableCheck.BuilderOf(half, log.Options);
        var before = builder.Build();
        foreach (var line in log.Lines.Skip(half.Count))
            line.AddTo(builder);
        _ = builder.Build();
        TableCheck.SameNumbers(new LogOracle(half, log.Options), before);
        return true;
    });

    [Fact]
    public void Money_sums_exactly_over_the_members() => Law.Holds(LogCase.Any, log =>
    {
        var options = log.With(o => (o.Refunds, o.WindowFirst, o.WindowLast) = (RefundPolicy.Net, new DateTime(2024, 1, 1), new DateTime(2024, 12, 31)));
        var columns = TableCheck.BuilderOf(log.Lines, options).Build().Columns;
        var rows = log.Lines.Where(line => line.Kind == LineKind.Transaction).ToList();
        return columns.Net.Total == rows.Sum(line => line.Amount)
            && columns.Sales.Total == rows.Sum(line => Math.Max(line.Amount, 0))
            && columns.Refunds.Total == rows.Sum(line => Math.Max(-line.Amount, 0));
    });
}
