namespace MemberValue.Benchmarks.Guard;

/// <summary>A hot loop of the library beside the plain code for the same work.</summary>
/// <param name="Name">The type and method that do the work, then what sets the row apart from others of the same method.</param>
/// <param name="Baseline">What the plain code does.</param>
/// <param name="Rows">Rows of one call in a guard run.</param>
/// <param name="Make">Makes both for a number of rows, data included.</param>
internal sealed record GuardLoop(string Name, string Baseline, int Rows, Func<int, GuardPair> Make)
{
    /// <summary>Every loop that is guarded, in the order of the table.</summary>
    public static IReadOnlyList<GuardLoop> All { get; } =
    [
        .. LogLoops.All, .. RfmLoops.All, .. StageLoops.All, .. ModelLoops.All, .. ValueLoops.All, .. ClusterLoops.All, .. CompositeLoops.All,
        .. ChurnLoops.All, .. LearningLoops.All, .. NumericsLoops.All, .. MemberLoops.All,
    ];
}

/// <summary>One call of the plain code and one of the library.</summary>
internal sealed record GuardPair(Action Plain, Action Library);
