using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// Reads a transaction log once and makes what a classifier learns from: features as of the end of each origin t0, and the label "no purchase in the cells
/// after t0 through t0 + horizon".
/// </summary>
/// <typeparam name="TKey">The type of a member's key: a number, a GUID, a text, or your own type with equality.</typeparam>
/// <remarks>
/// <para>Features come from the table of a <see cref="SnapshotBuilder{TKey}"/> at t0, which holds nothing after t0; labels from a comparison of a member's
/// purchases in it and in the table at t0 + horizon. Both look at the log from its beginning. Memory and time are those of a snapshot builder with up to two
/// dates an origin.</para>
/// <para>Not thread-safe; what it builds is.</para>
/// </remarks>
public sealed class ChurnDatasetBuilder<TKey> : LogReader<TKey>
    where TKey : notnull
{
    private readonly ChurnDatasetOptions _options;
    private readonly SnapshotBuilder<TKey> _builder;

    /// <summary>Makes an empty builder.</summary>
    /// <param name="log">How the log is read, as for a <see cref="SnapshotBuilder{TKey}"/>; <see cref="MemberTableOptions.RecentCells"/> makes the features of
    /// recent purchases.</param>
    /// <param name="options">Origins, horizon, and who takes part.</param>
    /// <param name="comparer">When two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <exception cref="ArgumentNullException"><paramref name="log"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, contradicts another, or a label looks beyond the log's end; the message names the
    /// date.</exception>
    public ChurnDatasetBuilder(MemberTableOptions log, ChurnDatasetOptions options, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Checked(log.Grain);
        _builder = new SnapshotBuilder<TKey>(log, ChurnDataset.Dates(_options), comparer);
    }

    /// <inheritdoc/>
    public override long RowsRead => _builder.RowsRead;

    /// <inheritdoc/>
    public override void Add(in Transaction<TKey> row) => _builder.Add(row);

    /// <inheritdoc/>
    public override void Add(in MemberEvent<TKey> row) => _builder.Add(row);

    /// <inheritdoc/>
    public override void Skip(string reason) => _builder.Skip(reason);

    /// <inheritdoc/>
    public override void AddRange(ReadOnlySpan<Transaction<TKey>> rows) => _builder.AddRange(rows);

    /// <summary>Makes features and labels of all rows read so far.</summary>
    /// <param name="features">Which features; null for all that the tables' columns allow. A feature that one origin's table has and another's has not is
    /// missing in the other's rows.</param>
    /// <param name="named">Columns of the caller's own for the table of an origin, which ends with it: a model's probabilities, say, of a model that was fitted
    /// to nothing later. Null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Features and labels, one row per member and origin: origins in their order, members in the order of the table.</returns>
    /// <exception cref="ArgumentException">A name, a rhythm or a caller's column does not fit; see <see cref="ChurnFeatures.Of"/>.</exception>
    /// <exception cref="InvalidOperationException">The log does not show that it reaches the end of the last label, or no member takes part, or no row was used
    /// up to the first origin and the log's options name no beginning.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ChurnDataset<TKey> Build(
        ChurnFeatureOptions? features = null, Func<DateOnly, MemberTable<TKey>, IReadOnlyList<FeatureColumn>>? named = null,
        CancellationToken cancellationToken = default) =>
        ChurnDataset.Of(_options, _builder.Schedule, _builder.Snapshots(cancellationToken), features, named);
}
