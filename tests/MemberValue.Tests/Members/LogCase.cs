using FsCheck;
using FsCheck.Fluent;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>
/// A small log made of a seed, with the options to read it by: few members and few days, so that cells collide, with refunds, zeros, repeated
/// order ids, margins sometimes missing, 0 to 10 decimals, and cuts for splitting it.
/// </summary>
internal sealed record LogCase(int Seed, IReadOnlyList<LogLine> Lines)
{
    private static readonly DateOnly FirstDay = new(2024, 2, 20);

    /// <summary>Logs to check laws on; a counterexample loses lines one by one until none is left out without the law holding.</summary>
    public static Arbitrary<LogCase> Any => Arb.From(Gen.Choose(1, int.MaxValue).Select(seed => new LogCase(seed, LinesOf(seed))), Shorter);

    /// <summary>The options that the seed stands for.</summary>
    public MemberTableOptions Options
    {
        get
        {
            var random = new Random(Seed);
            return new MemberTableOptions
            {
                RecentCells = random.Next(2) * random.Next(1, 6),
                GapOrdinals = random.Next(1, 5),
                Refunds = random.Next(6) switch { 0 => RefundPolicy.Ignore, 1 => RefundPolicy.Reject, _ => RefundPolicy.Net },
                ZeroAmounts = random.Next(4) == 0 ? ZeroAmountPolicy.Skip : ZeroAmountPolicy.Sale,
                WindowFirst = random.Next(3) == 0 ? FirstDay.AddDays(2).ToDateTime(new TimeOnly(9, 0)) : null,
                WindowLast = random.Next(3) switch
                {
                    0 => FirstDay.AddDays(11).ToDateTime(TimeOnly.MinValue),
                    1 => FirstDay.AddDays(20).ToDateTime(new TimeOnly(23, 0)),
                    _ => null,
                },
            };
        }
    }

    /// <summary>The lines in the order of their times, as a shop writes them.</summary>
    public IReadOnlyList<LogLine> Sorted => Lines.OrderBy(line => line.Time).ToList();

    /// <summary>A random number stream of this case, apart from the one that made it.</summary>
    public Random Random(int stream) => new(Seed ^ (stream * 7_919));

    public IReadOnlyList<LogLine> Shuffled(int stream)
    {
        var lines = Lines.ToArray();
        Random(stream).Shuffle(lines);
        return lines;
    }

    public MemberTableOptions With(Action<MemberTableOptions> change)
    {
        var options = Options;
        change(options);
        return options;
    }

    /// <summary>The sorted log in pieces, cut anywhere: also inside a day, and a piece may be empty.</summary>
    public IReadOnlyList<LogLine>[] CutByTime(int pieces)
    {
        var sorted = Sorted;
        var random = Random(3);
        var cuts = Enumerable.Range(0, pieces - 1).Select(_ => random.Next(sorted.Count + 1)).Append(0).Append(sorted.Count).Order().ToArray();
        return Enumerable.Range(0, pieces).Select(i => (IReadOnlyList<LogLine>)sorted.Skip(cuts[i]).Take(cuts[i + 1] - cuts[i]).ToList()).ToArray();
    }

    public override string ToString() => $"seed {Seed}, {Describe(Options)}\n{string.Join('\n', Lines)}";

    private static string Describe(MemberTableOptions options) =>
        $"w {options.RecentCells}, ordinals {options.GapOrdinals}, {options.Refunds}, {options.ZeroAmounts}, {options.WindowFirst} to {options.WindowLast}";

    private static LogLine[] LinesOf(int seed)
    {
        var random = new Random(seed ^ 0x5EED);
        var margins = random.Next(3); // 0: on no line, 1: on nearly every line, 2: on every line
        var decimals = random.Next(11);
        var members = random.Next(1, 5);
        var days = random.Next(1, 16);
        return Enumerable.Range(0, random.Next(0, 60)).Select(_ => new LogLine(
            random.Next(members),
            FirstDay.AddDays(random.Next(days)),
            random.Next(10) == 0 ? 0 : Amount(random, decimals),
            random.Next(3) == 0 ? null : ((char)('a' + random.Next(3))).ToString(),
            margins == 0 || (margins == 1 && random.Next(20) == 0) ? null : Amount(random, decimals))
        {
            Kind = random.Next(12) switch { 0 => LineKind.Registration, 1 => LineKind.Visit, _ => LineKind.Transaction },
            Hour = random.Next(24),
        }).ToArray();
    }

    private static decimal Amount(Random random, int decimals) => random.Next(3) == 0
        ? random.Next(-2, 3) // so that a cell often nets to nothing
        : new decimal(random.Next(1, 1_000), 0, 0, isNegative: random.Next(4) == 0, scale: (byte)random.Next(decimals + 1));

    private static IEnumerable<LogCase> Shorter(LogCase log)
    {
        if (log.Lines.Count > 4)
        {
            yield return log with { Lines = log.Lines.Take(log.Lines.Count / 2).ToList() };
            yield return log with { Lines = log.Lines.Skip(log.Lines.Count / 2).ToList() };
        }

        for (var i = 0; i < log.Lines.Count; i++)
            yield return log with { Lines = log.Lines.Where((_, at) => at != i).ToList() };
    }
}
