using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>The table overloads of every model of purchases.</summary>
public static class AttritionModelExtensions
{
    /// <summary>The probability that each member is alive at the window's last cell.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="model">The model; one of this library uses all processors, one of your own is called once for the whole table.</param>
    /// <param name="table">The members; their times are converted to the model's unit.</param>
    /// <param name="cancellationToken">Stops the work; a model of your own looks at it once, before it starts.</param>
    /// <returns>One probability per member, with the keys; NaN for a member who never bought.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">A column that the model needs was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>Allocates the result, 8 bytes per member. The same bits for any number of threads.</remarks>
    public static MemberResults<TKey, double> ProbabilityAlive<TKey>(
        this IAttritionModel model, MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull => Fill(model, table, (members, destination) => model.ProbabilityAlive(members, destination), cancellationToken);

    /// <summary>The probability that each member buys at least once in the time after the window's last cell.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="model">The model; one of this library uses all processors, one of your own is called once for the whole table.</param>
    /// <param name="table">The members; their times are converted to the model's unit.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <param name="cancellationToken">Stops the work; a model of your own looks at it once, before it starts.</param>
    /// <returns>One probability per member, with the keys; NaN for a member who never bought.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">A column that the model needs was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>Allocates the result, 8 bytes per member. The same bits for any number of threads.</remarks>
    public static MemberResults<TKey, double> ProbabilityOfPurchase<TKey>(
        this IAttritionModel model, MemberTable<TKey> table, double horizon, CancellationToken cancellationToken = default)
        where TKey : notnull => Fill(model, table, (members, destination) => model.ProbabilityOfPurchase(members, horizon, destination), cancellationToken);

    /// <summary>How many purchases each member is expected to make in the time after the window's last cell.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="model">The model; one of this library uses all processors, one of your own is called once for the whole table.</param>
    /// <param name="table">The members; their times are converted to the model's unit.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <param name="cancellationToken">Stops the work; a model of your own looks at it once, before it starts.</param>
    /// <returns>One mean per member, with the keys; NaN for a member who never bought.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">A column that the model needs was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>Allocates the result, 8 bytes per member. The same bits for any number of threads.</remarks>
    public static MemberResults<TKey, double> ExpectedPurchases<TKey>(
        this IAttritionModel model, MemberTable<TKey> table, double horizon, CancellationToken cancellationToken = default)
        where TKey : notnull => Fill(model, table, (members, destination) => model.ExpectedPurchases(members, horizon, destination), cancellationToken);

    private delegate void ViewFill(MemberTimeView members, Span<double> destination);

    private static MemberResults<TKey, double> Fill<TKey>(IAttritionModel model, MemberTable<TKey> table, ViewFill fill, CancellationToken cancellationToken)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<double>(model, (rows, destination) => fill(rows.In(model.Unit), destination), cancellationToken);
    }
}
