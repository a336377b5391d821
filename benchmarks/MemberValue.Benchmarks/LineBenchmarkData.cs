using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Seeded lines of orders: three lines per order and forty per member on average, of five categories for most members.</summary>
internal static class LineBenchmarkData
{
    private const int LinesOfOrder = 3;
    private const int LinesOfMember = 40;

    private static readonly string[] Categories =
    [
        "Shoes", "Hats", "Coats", "Socks", "Bags", "Belts", "Dresses", "Trousers", "Shirts", "Scarves", "Gloves", "Jewellery", "Watches", "Perfume", "Home",
        "Garden", "Toys", "Books", "Music", "Sports",
    ];

    private static readonly string[] Items = [.. Enumerable.Range(0, 2_000).Select(item => FormattableString.Invariant($"SKU{item:D6}"))];

    public static PurchaseLine<long>[] Lines(int count)
    {
        var random = new Random(20230101);
        var members = Math.Max(count / LinesOfMember, 1);
        var lines = new PurchaseLine<long>[count];
        var (member, day) = (0, new DateOnly(2023, 1, 1));
        for (var i = 0; i < count; i++)
        {
            if (i % LinesOfOrder == 0)
                (member, day) = (random.Next(members), new DateOnly(2023, 1, 1).AddDays((int)(730L * i / count)));
            var category = random.Next(10) == 0 ? random.Next(Categories.Length) : (member + random.Next(4)) % Categories.Length;
            var sign = random.Next(20) == 0 ? -1 : 1;
            lines[i] = new PurchaseLine<long>(1_000_000_007L * member + 17, day, Categories[category], sign * random.Next(1, 4), sign * random.Next(100, 20_000) / 100m)
            {
                OrderId = i / LinesOfOrder,
                Item = Items[(category * 100) + random.Next(100)],
            };
        }

        return lines;
    }

    /// <summary>The same sums in dictionaries, as a reader would write them; how many pairs.</summary>
    public static int InDictionaries(PurchaseLine<long>[] lines)
    {
        var pairs = new Dictionary<(long Member, string Category), Sums>();
        var items = new Dictionary<long, HashSet<string>>();
        foreach (ref readonly var line in lines.AsSpan())
        {
            if (!pairs.TryGetValue((line.Member, line.Category!), out var sums))
                pairs.Add((line.Member, line.Category!), sums = new Sums());
            sums.Net += line.Amount;
            sums.Quantity += line.Quantity;
            if (line.Amount < 0)
            {
                sums.HasRefund = true;
                continue;
            }

            sums.Lines++;
            sums.Orders.Add(line.OrderId);
            sums.Last = Math.Max(sums.Last, line.Time.Ticks);
            if (!items.TryGetValue(line.Member, out var bought))
                items.Add(line.Member, bought = []);
            bought.Add(line.Item!);
        }

        return pairs.Count;
    }

    private sealed class Sums
    {
        public decimal Net;
        public decimal Quantity;
        public int Lines;
        public long Last;
        public bool HasRefund;
        public HashSet<OrderId> Orders = [];
    }
}
