using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>Creates migrations between two dates, and pools several.</summary>
public static class LabelMigration
{
    /// <summary>How members moved from label to label between two dates.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <typeparam name="TLabel">The type of a label.</typeparam>
    /// <param name="labels">All labels, each once, 1 to 1,024; the order of rows and columns.</param>
    /// <param name="earlier">One label per member at the earlier date.</param>
    /// <param name="later">One label per member at the later date.</param>
    /// <param name="comparer">When labels are equal; null for the type's own equality.</param>
    /// <returns>The migration, without weights and without dates.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="comparer"/> is null.</exception>
    /// <exception cref="ArgumentException">No labels, too many, or one that is given twice; a member's label is not among them (the message names
    /// it); or the two tables compare keys differently.</exception>
    /// <remarks>Members are joined by key; fastest where they are in the same rows, as in tables of one series.</remarks>
    public static LabelMigration<TLabel> Between<TKey, TLabel>(
        IReadOnlyList<TLabel> labels, MemberResults<TKey, TLabel> earlier, MemberResults<TKey, TLabel> later, IEqualityComparer<TLabel>? comparer = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        return Of(new LabelSet<TLabel>(labels, comparer), earlier, null, later, null);
    }

    /// <summary>How members and money moved from label to label between two dates.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <typeparam name="TLabel">The type of a label.</typeparam>
    /// <param name="labels">All labels, each once, 1 to 1,024; the order of rows and columns.</param>
    /// <param name="earlier">One label per member at the earlier date.</param>
    /// <param name="earlierWeights">Money per member at the earlier date, such as the net spend of that month, in the order of
    /// <paramref name="earlier"/>.</param>
    /// <param name="later">One label per member at the later date.</param>
    /// <param name="laterWeights">Money per member at the later date, in the order of <paramref name="later"/>.</param>
    /// <param name="comparer">When labels are equal; null for the type's own equality.</param>
    /// <returns>The migration with flows of money, each the exact sum rounded to a double; without dates.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="comparer"/> is null.</exception>
    /// <exception cref="ArgumentException">As without weights, or not one weight per member.</exception>
    public static LabelMigration<TLabel> Between<TKey, TLabel>(
        IReadOnlyList<TLabel> labels, MemberResults<TKey, TLabel> earlier, MoneyColumn earlierWeights, MemberResults<TKey, TLabel> later,
        MoneyColumn laterWeights,
        IEqualityComparer<TLabel>? comparer = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        return Of(
            new LabelSet<TLabel>(labels, comparer), earlier, new WeightColumn(earlierWeights, earlier.Count, nameof(earlierWeights)),
            later, new WeightColumn(laterWeights, later.Count, nameof(laterWeights)));
    }

    /// <summary>How members and any weight of each moved from label to label between two dates.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <typeparam name="TLabel">The type of a label.</typeparam>
    /// <param name="labels">All labels, each once, 1 to 1,024; the order of rows and columns.</param>
    /// <param name="earlier">One label per member at the earlier date.</param>
    /// <param name="earlierWeights">One weight per member at the earlier date, such as an expected value, in the order of <paramref name="earlier"/>; one
    /// that is not finite is missing.</param>
    /// <param name="later">One label per member at the later date.</param>
    /// <param name="laterWeights">One weight per member at the later date, in the order of <paramref name="later"/>.</param>
    /// <param name="comparer">When labels are equal; null for the type's own equality.</param>
    /// <returns>The migration with flows of weight; without dates.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="labels"/>, <paramref name="earlier"/> or <paramref name="later"/> is null.</exception>
    /// <exception cref="ArgumentException">As without weights, or not one weight per member.</exception>
    public static LabelMigration<TLabel> Between<TKey, TLabel>(
        IReadOnlyList<TLabel> labels, MemberResults<TKey, TLabel> earlier, ReadOnlySpan<double> earlierWeights, MemberResults<TKey, TLabel> later,
        ReadOnlySpan<double> laterWeights, IEqualityComparer<TLabel>? comparer = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        return Of(
            new LabelSet<TLabel>(labels, comparer), earlier, new WeightColumn(earlierWeights, earlier.Count, nameof(earlierWeights)),
            later, new WeightColumn(laterWeights, later.Count, nameof(laterWeights)));
    }

    /// <summary>Several migrations counted together: counts and weights are added cell by cell.</summary>
    /// <typeparam name="TLabel">The type of a label.</typeparam>
    /// <param name="migrations">At least one, over the same labels in the same order, oldest first.</param>
    /// <returns>The pooled migration, from the first one's earlier date to the last one's later date; it has weights if all of them have.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="migrations"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">No migration, or labels that differ.</exception>
    public static LabelMigration<TLabel> Pool<TLabel>(IReadOnlyList<LabelMigration<TLabel>> migrations)
    {
        ArgumentNullException.ThrowIfNull(migrations);
        if (migrations.Count == 0)
            throw new ArgumentException("There is no migration to pool.", nameof(migrations));
        foreach (var migration in migrations)
        {
            ArgumentNullException.ThrowIfNull(migration, nameof(migrations));
            if (!migration.Set.IsSame(migrations[0].Set))
                throw new ArgumentException("Migrations can be pooled over the same labels in the same order; these have others.", nameof(migrations));
        }

        return LabelMigration<TLabel>.Pool(migrations);
    }

    private static LabelMigration<TLabel> Of<TKey, TLabel>(
        LabelSet<TLabel> labels, MemberResults<TKey, TLabel> earlier, WeightColumn? earlierWeights, MemberResults<TKey, TLabel> later,
        WeightColumn? laterWeights)
        where TKey : notnull
    {
        var first = new LabelSnapshot<TKey, TLabel>(labels, null, earlier, earlierWeights, nameof(earlier));
        var second = new LabelSnapshot<TKey, TLabel>(labels, null, later, laterWeights, nameof(later));
        return first.To(second, labels, nameof(later));
    }
}
