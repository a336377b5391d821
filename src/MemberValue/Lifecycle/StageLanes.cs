using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>
/// The rules that do not depend on how silence is judged, for as many members at a time as a vector has lanes; beside <see cref="StageRules"/>, which is
/// the definition. It does not branch per member: the stages of neighbours are unpredictable, and a mispredicted branch costs 5 ns.
/// </summary>
internal readonly ref struct StageLanes
{
    /// <summary>Rows per block: the stages of a block are whole numbers before they become bytes.</summary>
    public const int Block = 256;

    private readonly ReadOnlySpan<int> _purchases;
    private readonly ReadOnlySpan<int> _last;
    private readonly ReadOnlySpan<int> _previous;
    private readonly ReadOnlySpan<int> _visit;
    private readonly ReadOnlySpan<int> _registration;
    private readonly ReadOnlySpan<long> _net;
    private readonly Vector<int> _firstTimeAfter;
    private readonly Vector<int> _returnedAfter;
    private readonly Vector<int> _newDormantThrough;
    private readonly Vector<int> _newLostThrough;
    private readonly Vector<int> _loyalFrom;
    private readonly Vector<long> _loyalSpend;

    public StageLanes(in StageInputs inputs, in StageRules rules, int start, int rows)
    {
        _purchases = inputs.Purchases.Slice(start, rows);
        _last = inputs.Last.Slice(start, rows);
        _previous = Part(inputs.Previous, start, rows);
        _visit = Part(inputs.Visit, start, rows);
        _registration = Part(inputs.Registration, start, rows);
        _net = inputs.Net is null ? default : inputs.Net.Scaled.Slice(start, rows);
        long end = inputs.LastCell;
        // A time of c cells since a purchase is below a limit when the purchase lies after end - limit.
        _firstTimeAfter = new Vector<int>(Cut(end, rules.FirstTime));
        _returnedAfter = new Vector<int>(Cut(end, rules.Returned));
        _newDormantThrough = new Vector<int>(Cut(end, rules.NewDormant));
        _newLostThrough = new Vector<int>(Cut(end, rules.NewLost));
        // Where no amount of the column reaches the spend, the limit of purchases is one that no member exceeds.
        var never = !rules.HasLoyal || (inputs.Net is not null && inputs.LoyalSpendScaled is null);
        _loyalFrom = new Vector<int>(never ? int.MaxValue : rules.LoyalPurchases - 1);
        _loyalSpend = new Vector<long>(inputs.LoyalSpendScaled ?? 0);
    }

    public ReadOnlySpan<int> Purchases => _purchases;

    public ReadOnlySpan<int> Last => _last;

    public ReadOnlySpan<int> Previous => _previous;

    public bool AsksReturned => !_previous.IsEmpty;

    /// <summary>Whether the vector form can take the rows: money that is kept as decimals takes the scalar one.</summary>
    public static bool Take(in StageInputs inputs) => inputs.Net is null || inputs.Net.IsScaled;

    /// <summary>The last cell from which silence has reached the limit; the value of NoCell, which lies before every cell, when none has.</summary>
    public static int Cut(long end, long limit) => (int)Math.Clamp(end - limit, int.MinValue, int.MaxValue);

    /// <summary>The cells that silence counts from; for a member who never bought, their own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<int> SilentSince(int row, Vector<int> last, Vector<int> never)
    {
        var since = last; // NoCell where nothing was bought
        if (!_registration.IsEmpty)
            since = Vector.ConditionalSelect(never, Load(_registration, row), since);
        return _visit.IsEmpty ? since : Vector.Max(since, Load(_visit, row));
    }

    /// <summary>The stages, given what is Dormant, Lost and away by the classifier's own limits.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="purchases">Number of purchases.</param>
    /// <param name="last">The last purchase.</param>
    /// <param name="since">The cell that silence counts from.</param>
    /// <param name="dormant">All ones where silence has reached the Dormant limit; of members who never bought, anything.</param>
    /// <param name="lost">The same for Lost.</param>
    /// <param name="away">All ones where the gap before the last purchase had reached it; with fewer than two purchases, anything.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<int> Stages(int row, Vector<int> purchases, Vector<int> last, Vector<int> since, Vector<int> dormant, Vector<int> lost, Vector<int> away)
    {
        var never = Vector.Equals(purchases, Vector<int>.Zero);
        var known = Vector.OnesComplement(Vector.Equals(since, new Vector<int>(MemberColumns.NoCell)));
        dormant = Vector.ConditionalSelect(never, Vector.LessThanOrEqual(since, _newDormantThrough) & known, dormant);
        lost = Vector.ConditionalSelect(never, Vector.LessThanOrEqual(since, _newLostThrough) & known, lost);
        var loyal = Vector.GreaterThan(purchases, _loyalFrom);
        if (!_net.IsEmpty)
        {
            var enough0 = Vector.GreaterThanOrEqual(Load(_net, row), _loyalSpend);
            var enough1 = Vector.GreaterThanOrEqual(Load(_net, row + Vector<long>.Count), _loyalSpend);
            loyal &= Vector.Narrow(enough0, enough1);
        }

        var first = Vector.Equals(purchases, Vector<int>.One) & Vector.GreaterThan(last, _firstTimeAfter);
        var returned = away & Vector.GreaterThan(purchases, Vector<int>.One) & Vector.GreaterThan(last, _returnedAfter);
        var stages = Vector.ConditionalSelect(first, Of(LifecycleStage.FirstTime), Of(LifecycleStage.Active));
        stages = Vector.ConditionalSelect(loyal, Of(LifecycleStage.Loyal), stages);
        stages = Vector.ConditionalSelect(returned, Of(LifecycleStage.Returned), stages);
        stages = Vector.ConditionalSelect(never, Of(LifecycleStage.New), stages);
        stages = Vector.ConditionalSelect(dormant, Of(LifecycleStage.Dormant), stages);
        return Vector.ConditionalSelect(lost, Of(LifecycleStage.Lost), stages);
    }

    /// <summary>Stages as bytes.</summary>
    public static void Narrow(ReadOnlySpan<int> block, Span<LifecycleStage> destination)
    {
        ref var from = ref MemoryMarshal.GetReference(block);
        ref var to = ref Unsafe.As<LifecycleStage, sbyte>(ref MemoryMarshal.GetReference(destination));
        for (var i = 0; i < block.Length; i += Vector<sbyte>.Count)
        {
            var low = Vector.Narrow(Vector.LoadUnsafe(ref from, (nuint)i), Vector.LoadUnsafe(ref from, (nuint)(i + Vector<int>.Count)));
            var high = Vector.Narrow(
                Vector.LoadUnsafe(ref from, (nuint)(i + 2 * Vector<int>.Count)), Vector.LoadUnsafe(ref from, (nuint)(i + 3 * Vector<int>.Count)));
            Vector.Narrow(low, high).StoreUnsafe(ref to, (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Load<T>(ReadOnlySpan<T> column, int row) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(column), (nuint)row);

    private static Vector<int> Of(LifecycleStage stage) => new((int)stage);

    private static ReadOnlySpan<int> Part(ReadOnlySpan<int> column, int start, int rows) => column.IsEmpty ? column : column.Slice(start, rows);
}
