using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>The table overload of every classifier, and the overload for one member.</summary>
public static class LifecycleClassifierExtensions
{
    /// <summary>Classifies every member of a table.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="classifier">The classifier; one of this library uses all processors, one of your own is called once for the whole table.</param>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work; a classifier of your own looks at it once, before it starts.</param>
    /// <returns>One stage per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">A column that the classifier needs was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>Allocates the result, 1 byte per member. The same stages for any number of threads.</remarks>
    public static MemberResults<TKey, LifecycleStage> Classify<TKey>(
        this ILifecycleClassifier classifier, MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<LifecycleStage>(classifier, classifier.Classify, cancellationToken);
    }

    /// <summary>Classifies one member: the same way as a million, with one row.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="row">The member's numbers. A null registration or last visit means that the member has none.</param>
    /// <returns>The stage.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that the classifier needs.</exception>
    public static LifecycleStage Classify(this ILifecycleClassifier classifier, MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(row);
        var stage = LifecycleStage.Unclassified;
        classifier.Classify(row.ToColumns(), new Span<LifecycleStage>(ref stage));
        return stage;
    }
}
