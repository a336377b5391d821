using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>A table has one currency: a mix is an error that names both, wherever the two meet, and nothing is changed by it.</summary>
public class CurrencyTests
{
    private static readonly DateOnly Day = new(2024, 5, 10);

    private static readonly Transaction<string> Euro = new("a", Day, 10) { Currency = "EUR" };

    private static readonly Transaction<string> Dollar = new("b", Day, 12) { Currency = "USD" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_in_another_currency_is_an_error_with_row_member_and_both(bool many)
    {
        var rows = Enumerable.Repeat(Euro, many ? 200_000 : 2).Append(new("a", Day, 1)).Append(Dollar).Append(Euro).ToArray();
        foreach (var builder in new LogReader<string>[] { new MemberLogBuilder<string>(), new MemberTableBuilder<string>() })
        {
            var error = Assert.Throws<ArgumentException>(() => builder.AddRange(rows.AsSpan()));
            var says = FormattableString.Invariant($"Row {rows.Length - 1} of member 'b' is in USD, and the log in EUR");
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
            Assert.Equal(rows.Length - 2, builder.RowsRead);
            Assert.Throws<ArgumentException>(() => builder.Add(Dollar));
            builder.Add(Euro with { Currency = "eur" });
            Assert.Equal(rows.Length - 1, builder.RowsRead);
        }
    }

    [Fact]
    public void The_options_or_the_first_row_tell_the_currency_and_log_table_and_states_keep_it()
    {
        Assert.Null(MemberLog.Read([new Transaction<string>("a", Day, 10)]).Currency);
        var log = MemberLog.Read([Euro]);
        Assert.Equal(("EUR", "EUR", "EUR"), (log.Currency, log.Table().Currency, log.StateOf("a")!.Currency));
        Assert.Equal("EUR", log.Table().With(new MemberColumn<int>("x", ""), [1]).Without(["b"]).Currency);
        var options = new MemberTableOptions { Currency = "USD" };
        Assert.Throws<ArgumentException>(() => MemberLog.Read([Euro], options));
        Assert.Equal("USD", MemberLog.Read([new Transaction<string>("a", Day, 10)], options).Table().Currency);
        Assert.Equal("EUR", MemberState.FromJson(log.StateOf("a")!.ToJson()).Currency);
        Assert.Equal("EUR", MemberTable.FromColumns(["a"], log.Table().Columns, currency: "EUR").Currency);
        Assert.Contains("EUR", Assert.Throws<ArgumentException>(() => log.StateOf("a")!.With(Dollar, log.Rules)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => log.StateOf("a")!.With(new Transaction<string>("a", Day, 10), LogRules.From(options)));
    }

    [Fact]
    public void A_table_keeps_its_currency_when_it_is_saved_read_and_merged()
    {
        var none = new Transaction<string>("c", Day, 1);
        foreach (var (here, there, both) in new[] { (Euro, none, "EUR"), (none, Dollar, "USD"), (none, none with { Member = "d" }, null) })
        {
            var (table, other) = (Loaded(MemberLog.Read([here]).Table()), Loaded(MemberLog.Read([there]).Table()));
            Assert.Equal((here.Currency, there.Currency, both), (table.Currency, other.Currency, table.Merge(other).Currency));
        }

        static MemberTable<string> Loaded(MemberTable<string> table)
        {
            using var stream = new MemoryStream();
            table.Save(stream);
            stream.Position = 0;
            return MemberTable.Load<string>(stream);
        }
    }

    [Fact]
    public void Two_currencies_do_not_merge()
    {
        var (here, there) = (BuilderOf(Euro), BuilderOf(Dollar));
        var none = BuilderOf(new Transaction<string>("c", Day, 1));
        foreach (var merge in (Action[])[() => here.Merge(there), () => here.Add("b", there.StateOf("b")!), () => here.StateOf("a")!.Merge(there.StateOf("b")!),
            () => MemberLog.Read([Euro]).Merge(MemberLog.Read([Dollar])), () => here.Build().WithEarlier(there.Build()),
            () => here.Build().Merge(there.Build()),
            () => MemberTableBuilder.Load<string>(Saved(here), LogRules.From(new MemberTableOptions { Currency = "USD" }))])
        {
            var error = Assert.Throws<ArgumentException>(merge);
            Assert.Contains("EUR", error.Message, StringComparison.Ordinal);
            Assert.Contains("USD", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["a"], here.Build().Keys);
        none.Merge(here);
        Assert.Equal("EUR", none.Currency);
        Assert.Throws<ArgumentException>(() => none.Merge(there));
        var loaded = MemberTableBuilder.Load<string>(Saved(here), LogRules.From(new MemberTableOptions()));
        Assert.Equal("EUR", loaded.Currency);
        Assert.Throws<ArgumentException>(() => loaded.Add(Dollar));
    }

    private static MemoryStream Saved(MemberTableBuilder<string> builder)
    {
        var stream = new MemoryStream();
        builder.Save(stream);
        stream.Position = 0;
        return stream;
    }

    private static MemberTableBuilder<string> BuilderOf(params Transaction<string>[] rows)
    {
        var builder = new MemberTableBuilder<string>();
        builder.AddRange(rows.AsSpan());
        return builder;
    }
}
