using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace MemberValue.Tests;

/// <summary>
/// Checks a law on generated inputs. The inputs are the same in every run; to explore, set MEMBERVALUE_LAW_RUNS to a number of runs: the
/// seed is then a fresh one, and a failure prints it. To see that failure again, set MEMBERVALUE_LAW_SEED to the two numbers, "seed,gamma".
/// </summary>
internal static class Law
{
    private const string RunsVariable = "MEMBERVALUE_LAW_RUNS";
    private const string SeedVariable = "MEMBERVALUE_LAW_SEED";

    /// <summary>Fails with the shrunk counterexample and its seed when the law is false, or throws, for one of the inputs.</summary>
    public static void Holds<T>(Arbitrary<T> arb, Func<T, bool> law, int runs = 200)
    {
        // FsCheck's own throwing runner prints the counterexample, shrunk and original, and the seed.
        var config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(runs).WithReplay(20260101, 1);
        if (Environment.GetEnvironmentVariable(RunsVariable) is { Length: > 0 } more)
            config = config.WithMaxTest(int.Parse(more, CultureInfo.InvariantCulture)).WithNoReplay();
        if (Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } replay)
        {
            var parts = replay.Split(',');
            config = config.WithReplay(ulong.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        Prop.ForAll(arb, law).Check(config);
    }
}
