using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>The table overload of every calculator, and the overload for one member.</summary>
public static class ClvCalculatorExtensions
{
    /// <summary>Values every member of a table.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="calculator">The calculator; one of this library uses all processors, one of your own is called once for the whole table.</param>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work; a calculator of your own looks at it once, before it starts.</param>
    /// <returns>One amount per member, with the keys; NaN for a member whose data do not have a value.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">A column that the calculator needs was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>Allocates the result, 8 bytes per member. The same bits for any number of threads.</remarks>
    public static MemberResults<TKey, double> Calculate<TKey>(
        this IClvCalculator calculator, MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(calculator);
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<double>(calculator, calculator.Calculate, cancellationToken);
    }

    /// <summary>Values one member: the same way as a million, with one row.</summary>
    /// <param name="calculator">The calculator.</param>
    /// <param name="row">The member's numbers. A null margin or registration means that the member has none.</param>
    /// <returns>The amount; NaN when the member's data do not have a value.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that the calculator needs.</exception>
    public static double Calculate(this IClvCalculator calculator, MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(calculator);
        ArgumentNullException.ThrowIfNull(row);
        var value = double.NaN;
        calculator.Calculate(row.ToColumns(), new Span<double>(ref value));
        return value;
    }
}
