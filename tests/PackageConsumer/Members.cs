using System.Text.Json.Serialization;
using MemberValue.Members;

namespace PackageConsumer;

/// <summary>The table, states of one member, saved states with three kinds of keys, a holdout.</summary>
internal static class Members
{
    public static void Run(Shop shop)
    {
        var columns = shop.Table.Columns;
        Output.Line("table", $"{shop.Table.Window}: {shop.Table.Count} members");
        Output.Line("report", shop.Table.Report);
        Output.Line("net", columns.Net.Total);
        Output.Line("purchases", columns.Purchases.Sum());
        var weeks = shop.Table.In(TimeUnit.Week);
        Output.Line("ages in weeks", [.. Enumerable.Range(0, 20).Select(weeks.Age)]);
        Output.Line("sums of log gaps", [.. Enumerable.Range(0, 20).Select(weeks.SumOfLogGaps)]);
        State(shop);
        Saved(shop);
        Holdout(shop);
    }

    private static void State(Shop shop)
    {
        var rules = LogRules.From(Shop.Options());
        var state = MemberState.Empty(rules);
        foreach (var row in shop.Log.Where(row => row.Member == shop.Table.Keys[0]))
            state = state.With(row, rules);
        var read = Output.RoundTrip(state, it => it.ToJson(), MemberState.FromJson);
        Output.Line("row", read.AsOf(Shop.LastDay));
        Output.Line("of the log", shop.Read.StateOf(shop.Table.Keys[0])!.AsOf(Shop.LastDay));
    }

    private static void Saved(Shop shop)
    {
        var rules = LogRules.From(Shop.Options());
        using var texts = new MemoryStream();
        var builder = new MemberTableBuilder<string>(Shop.Options());
        builder.AddRange(shop.Log);
        builder.AddRange(shop.Visits);
        builder.Save(texts);
        texts.Position = 0;
        Output.Line("loaded, keys are texts", MemberTableBuilder.Load<string>(texts, rules).Build().Columns.Net.Total);

        using var numbers = new MemoryStream();
        With((row, _) => (long)row).Save(numbers);
        numbers.Position = 0;
        Output.Line("loaded, keys are numbers", MemberTableBuilder.Load<long>(numbers, rules).Build().Columns.Net.Total);

        using var cards = new MemoryStream();
        With((row, time) => new Card("north", row)).Save(cards, CardJson.Default.Card);
        cards.Position = 0;
        var loaded = MemberTableBuilder.Load(cards, rules, null, CardJson.Default.Card).Build();
        Output.Line("loaded, keys are cards", $"{loaded.Keys[^1]} {loaded.Columns.Net.Total}");

        MemberTableBuilder<TKey> With<TKey>(Func<int, EventTime, TKey> key)
            where TKey : notnull
        {
            var some = new MemberTableBuilder<TKey>(Shop.Options());
            for (var i = 0; i < 50; i++)
                some.Add(new Transaction<TKey>(key(i % 7, shop.Log[i].Time), shop.Log[i].Time, shop.Log[i].Amount));
            return some;
        }
    }

    private static void Holdout(Shop shop)
    {
        var split = shop.Read.Holdout(new DateOnly(2024, 3, 31));
        Output.Line("holdout",
            $"{split.HoldoutWindow}: {split.HoldoutPurchases.Sum()} purchases, {split.HoldoutPurchaseSpend.Total}, {split.NewMembers} new members");
    }
}

/// <summary>A key of the shop's own, written without reflection.</summary>
internal sealed record Card(string Branch, int Number);

[JsonSerializable(typeof(Card))]
internal sealed partial class CardJson : JsonSerializerContext;
