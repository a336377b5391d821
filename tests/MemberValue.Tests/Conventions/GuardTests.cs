using System.Reflection;
using MemberValue.Benchmarks.Guard;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Numerics;

namespace MemberValue.Tests.Conventions;

/// <summary>The table of the benchmarks' guard: what it holds, and that no hot loop goes without a row.</summary>
public class GuardTests
{
    private static readonly GuardRow[] Table = GuardRow.Read(Repository.Lines(Path.Combine("benchmarks", "MemberValue.Benchmarks", "Guard", "guard.csv")));

    // They allocate what a draw needs: one array per block of rows, or one count per group.
    private static readonly string[] Allocating = ["AttritionDraws.", "GroupedBootstrap."];

    [Fact]
    public void The_table_and_the_code_name_the_same_loops() => Assert.Equal(
        GuardLoop.All.Select(loop => (loop.Name, loop.Baseline, loop.Rows)), Table.Select(row => (row.Loop, row.Baseline, row.Rows)));

    [Fact]
    public void A_loop_is_named_once() => Assert.Equal(Table.Length, Table.Select(row => row.Loop).Distinct().Count());

    [Fact]
    public void Every_span_kernel_has_a_row() => Repository.NoViolation(
        from kernel in Kernels()
        where !Table.Any(row => IsOf(row, kernel))
        select $"{kernel} writes to a span and has no loop in benchmarks/MemberValue.Benchmarks/Guard.");

    [Fact]
    public void The_kernels_are_found()
    {
        var kernels = Kernels().ToList();
        Assert.Contains("RfmScale.Score", kernels);
        Assert.Contains("BgBbModel.DiscountedExpectedPurchases", kernels);
        Assert.Contains("OverdueRule.Evaluate", kernels);
        Assert.Contains("VectorMath.Exp", kernels);
        Assert.True(kernels.Count > 50, $"{kernels.Count} kernels");
    }

    [Fact]
    public void A_floor_is_half_of_what_was_measured_or_a_little_more() => Repository.NoViolation(
        from row in Table
        where !(row.Measured > 0) || row.Floor < 0.5 * row.Measured - 0.01 || row.Floor > 0.6 * row.Measured + 0.01
        select $"{row.Loop}: floor {row.Floor}, measured {row.Measured}");

    [Fact]
    public void A_span_kernel_allocates_nothing() => Repository.NoViolation(
        from kernel in Kernels()
        from row in Table
        where IsOf(row, kernel) && row.Bytes != 0 && !Allocating.Any(name => row.Loop.StartsWith(name, StringComparison.Ordinal))
        select $"{row.Loop}: {row.Bytes} bytes");

    [Fact]
    public void Every_loop_and_its_plain_code_run()
    {
        foreach (var loop in GuardLoop.All)
        {
            var (plain, library) = loop.Make(Math.Min(loop.Rows, 70));
            plain();
            library();
        }
    }

    [Fact]
    public void A_row_is_read_as_it_was_written()
    {
        GuardRow[] rows = [new("A.B (one, two)", "a loop", 10, 2.5, 1.5, 0), new("C.D", "plain, row by row", 1, 0.25, 0.15, 12)];
        Assert.Equal(rows, GuardRow.Read(GuardRow.Write(rows)));
    }

    private static bool IsOf(GuardRow row, string kernel) => row.Loop == kernel || row.Loop.StartsWith(kernel + " ", StringComparison.Ordinal);

    /// <summary>Public methods that write to a span called destination, each attrition model's own ones, and every rule.</summary>
    private static IEnumerable<string> Kernels() =>
        from type in typeof(AttritionModel).Assembly.GetTypes()
        where (type.IsVisible || type == typeof(VectorMath)) && !type.IsInterface && (!type.IsAbstract || type.IsSealed)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        where method.GetParameters().Any(parameter => IsSpan(parameter.ParameterType) && parameter.Name == "destination")
            || (method.Name == nameof(IChurnRule.Evaluate) && type.IsAssignableTo(typeof(IChurnRule)))
        select $"{type.Name}.{method.Name}";

    private static bool IsSpan(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Span<>);
}
