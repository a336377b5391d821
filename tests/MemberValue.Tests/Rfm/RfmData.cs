using FsCheck;
using FsCheck.Fluent;
using MemberValue.Members;

namespace MemberValue.Tests.Rfm;

/// <summary>Member columns for the tests of the pillar.</summary>
internal static class RfmData
{
    public static readonly ObservationWindow Year = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31));

    /// <summary>Columns of (cells since the last purchase, purchases, net spend); 0 purchases is a member who never bought.</summary>
    public static MemberColumns Columns(params (int Recency, int Purchases, decimal Net)[] members) => Columns(Year, members);

    public static MemberColumns Columns(ObservationWindow window, params (int Recency, int Purchases, decimal Net)[] members) =>
        MemberColumns.FromColumns(window, new MemberColumnData
        {
            Purchases = members.Select(member => member.Purchases).ToArray(),
            Orders = members.Select(member => member.Purchases * 2).ToArray(),
            LastPurchaseCell = members.Select(member => member.Purchases == 0 ? (int?)null : window.LastCell - member.Recency).ToArray(),
            Net = members.Select(member => member.Net).ToArray(),
            PurchaseSpend = members.Select(member => member.Purchases == 0 ? 0 : member.Net + 1).ToArray(),
            Margin = members.Select((member, row) => row % 3 == 2 ? (decimal?)null : member.Net / 4).ToArray(),
        });

    public static MemberTable<int> Table(MemberColumns columns) => MemberTable.FromColumns(Enumerable.Range(0, columns.Count).ToArray(), columns);

    /// <summary>Seeded members with ties, negative money and some who never bought.</summary>
    public static (int Recency, int Purchases, decimal Net)[] Random(int n, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, n).Select(_ => (
            Recency: random.Next(366),
            Purchases: random.Next(6) == 0 ? 0 : 1 + (int)(random.NextDouble() * random.NextDouble() * 12),
            Net: random.Next(4) == 0 ? 19.99m : random.Next(-2_000, 90_000) / 100m)).ToArray();
    }

    /// <summary>Generated members, of whom at least one bought.</summary>
    public static Arbitrary<(int Recency, int Purchases, decimal Net)[]> Members()
    {
        var money = Gen.OneOf(Gen.Choose(-500, 500).Select(cents => cents / 100m), Gen.Elements(9.99m, 19.98m, 0m, -5m, 1_234_567.89m));
        var member =
            from recency in Gen.OneOf(Gen.Choose(0, 365), Gen.Choose(0, 3))
            from purchases in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(1, 40))
            from net in money
            select (recency, purchases, net);
        return (from rest in member.ArrayOf() from one in member select rest.Append((one.recency, one.purchases + 1, one.net)).ToArray()).ToArbitrary();
    }

    public static Arbitrary<((int Recency, int Purchases, decimal Net)[] Members, int Levels)> MembersAndLevels() =>
        (from members in Members().Generator from levels in Gen.Choose(2, 10) select (members, levels)).ToArbitrary();
}
