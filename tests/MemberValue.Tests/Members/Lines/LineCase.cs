using FsCheck;
using FsCheck.Fluent;
using MemberValue.Members;

namespace MemberValue.Tests.Members.Lines;

/// <summary>
/// A few lines made of a seed, with the options to read them by: few members, days and categories, so that sums collide, with refunds, free lines, spellings,
/// missing categories, contradictory signs and lines that are delivered again.
/// </summary>
internal sealed record LineCase(int Seed, IReadOnlyList<PurchaseLine<int>> Lines)
{
    public const int Members = 4;

    public static readonly DateOnly FirstDay = new(2024, 2, 20);

    private static readonly string?[] Categories = ["Shoes", "shoes", " SHOES ", "hats", "Hats", "bags", "coats", "socks", "", null, "  "];

    public static Arbitrary<LineCase> Any => Arb.From(Gen.Choose(1, int.MaxValue).Select(seed => new LineCase(seed, LinesOf(seed))), Shorter);

    public LogRules Rules
    {
        get
        {
            var random = new Random(Seed);
            return LogRules.From(new MemberTableOptions
            {
                Refunds = random.Next(8) switch { 0 => RefundPolicy.Ignore, 1 => RefundPolicy.Reject, 2 => RefundPolicy.AtOrder, _ => RefundPolicy.Net },
                ZeroAmounts = random.Next(4) == 0 ? ZeroAmountPolicy.Skip : ZeroAmountPolicy.Sale,
                WindowLast = random.Next(2) == 0 ? FirstDay.AddDays(7).ToDateTime(TimeOnly.MinValue) : null,
            });
        }
    }

    public PurchaseLineOptions Options
    {
        get
        {
            var random = new Random(Seed ^ 0xCA7);
            return new PurchaseLineOptions
            {
                IgnoreCase = random.Next(3) > 0,
                KnownCategories = random.Next(3) == 0 ? ["shoes", "Hats", "coats"] : null,
                UnknownCategory = random.Next(3) == 0 ? "other" : null,
            };
        }
    }

    public Random Random(int stream) => new(Seed ^ (stream * 7_919));

    public PurchaseLine<int>[] Shuffled(int stream)
    {
        var lines = Lines.ToArray();
        Random(stream).Shuffle(lines);
        return lines;
    }

    public PurchaseLines<int> Read(IEnumerable<PurchaseLine<int>> lines) => PurchaseLines.Read(lines, Rules, Options);

    public override string ToString() => FormattableString.Invariant(
        $"seed {Seed}, {Rules}, ignore case {Options.IgnoreCase}, known {Options.KnownCategories is not null}, unknown {Options.UnknownCategory}\n")
        + string.Join('\n', Lines);

    private static PurchaseLine<int>[] LinesOf(int seed)
    {
        var random = new Random(seed ^ 0x5EED);
        var withIds = random.Next(2) == 0;
        var lines = Enumerable.Range(0, random.Next(0, 50)).Select(i =>
        {
            var sign = random.Next(4) == 0 ? -1 : 1;
            return new PurchaseLine<int>(
                random.Next(Members), FirstDay.AddDays(random.Next(10)), Categories[random.Next(Categories.Length)],
                sign * (random.Next(5) == 0 ? 0 : random.Next(8) == 0 ? -1 : random.Next(1, 4) / 2m),
                random.Next(5) == 0 ? 0 : sign * random.Next(1, 6) * 0.7m)
            {
                OrderId = random.Next(4) == 0 ? default(OrderId) : random.Next(6),
                Item = random.Next(3) == 0 ? null : $"item{random.Next(5)}",
                RowId = withIds && random.Next(2) == 0 ? i : default(OrderId),
            };
        }).ToList();
        for (var again = withIds ? lines.Count / 5 : 0; again > 0; again--)
        {
            if (lines[random.Next(lines.Count)] is { RowId.HasValue: true } line)
                lines.Add(line);
        }

        return [.. lines];
    }

    private static IEnumerable<LineCase> Shorter(LineCase log)
    {
        for (var i = 0; i < log.Lines.Count; i++)
            yield return log with { Lines = log.Lines.Where((_, at) => at != i).ToList() };
    }
}
