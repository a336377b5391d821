using FsCheck.Fluent;

namespace MemberValue.Tests;

public class LawTests
{
    [Fact]
    public void A_true_law_holds_and_sees_the_asked_number_of_inputs()
    {
        var seen = 0;
        Law.Holds(Gen.Choose(0, 9).ToArbitrary(), _ => ++seen > 0, runs: 50);
        Assert.True(seen >= 50);
    }

    [Fact]
    public void The_same_inputs_come_in_every_run_unless_asked_to_explore()
    {
        if (Environment.GetEnvironmentVariable("MEMBERVALUE_LAW_RUNS") is { Length: > 0 })
            return;
        var first = new List<int>();
        var second = new List<int>();
        Law.Holds(Gen.Choose(0, int.MaxValue).ToArbitrary(), value => Keep(first, value));
        Law.Holds(Gen.Choose(0, int.MaxValue).ToArbitrary(), value => Keep(second, value));
        Assert.Equal(first, second);
        Assert.True(first.Distinct().Count() > 100);
    }

    [Fact]
    public void A_false_law_fails_with_the_shrunk_counterexample_and_its_seed()
    {
        var failure = Assert.ThrowsAny<Exception>(() => Law.Holds(ArbMap.Default.ArbFor<int[]>(), values => values.Length < 3));
        Assert.Contains("Shrunk:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("[|0; 0; 0|]", failure.Message, StringComparison.Ordinal);
        Assert.Contains("seed of", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_law_that_throws_fails() => Assert.ThrowsAny<Exception>(() =>
        Law.Holds(Gen.Constant(1).ToArbitrary(), _ => throw new InvalidOperationException("inside the law")));

    private static bool Keep(List<int> list, int value)
    {
        list.Add(value);
        return true;
    }
}
