using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>Makes features of the columns of a member table, all as of its last cell.</summary>
/// <remarks>
/// Which features there are depends on which columns were fed, and on nothing else. Times are in days, whatever the table's cells are; counts and money come as
/// sign(x) ln(1 + |x|), money as what the table holds (sums without a unit conversion).
/// </remarks>
public static class ChurnFeatures
{
    /// <summary>The names of all features that a table can give, in their fixed order.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.AsReadOnly(FeatureCatalogue.All.Select(recipe => recipe.Name).ToArray());

    /// <summary>Makes the features of a table.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="options">Which features; null for all that the columns allow.</param>
    /// <param name="named">Columns of the caller's own, one value per member; null for none. As of the table's last cell: what was learned later is leakage,
    /// which nobody can see here.</param>
    /// <returns>The features, one row per member in the table's order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is unknown or given twice, a caller's column has not one value per member or an infinite one, no feature is
    /// left, or the rhythm was fitted to a later window or another calendar.</exception>
    public static FeatureTable Table(MemberColumns columns, ChurnFeatureOptions? options = null, IReadOnlyList<FeatureColumn>? named = null)
    {
        var features = Compute(columns, options ?? new ChurnFeatureOptions(), named ?? []);
        return FeatureTable.FromColumns(features.ConvertAll(feature => feature.Name), features.ConvertAll(feature => feature.Values));
    }

    internal static List<(string Name, double[] Values)> Compute(MemberColumns columns, ChurnFeatureOptions options, IReadOnlyList<FeatureColumn> named)
    {
        ArgumentNullException.ThrowIfNull(columns);
        CheckRhythm(columns, options);
        foreach (var column in named)
        {
            ArgumentNullException.ThrowIfNull(column, nameof(named));
            if (column.Values.Length != columns.Count)
                throw Error.Argument($"The column '{column.Name}' has {column.Values.Length} values for {columns.Count} members.", nameof(named));
            if (Names.Contains(column.Name, StringComparer.Ordinal))
                throw Error.Argument($"The column '{column.Name}' has the name of a feature; it must have one of its own.", nameof(named));
        }

        var inputs = new FeatureInputs(columns, options.Rhythm);
        if (options.Names is null)
        {
            var all = FeatureCatalogue.All.Where(recipe => recipe.Needs.All(columns.Has)).Select(recipe => (recipe.Name, Column(recipe, inputs))).ToList();
            all.AddRange(named.Select(column => (column.Name, column.Values)));
            return all;
        }

        return options.Names.Select(name =>
        {
            if (FeatureCatalogue.All.FirstOrDefault(recipe => recipe.Name == name) is { } known)
                return (name, Column(known, inputs));
            return named.FirstOrDefault(column => column.Name == name) is { } own ? (name, own.Values)
                : throw OptionError.Of(options, "Names", $"a list with '{name}'", "each name must be one of ChurnFeatures.Names or of the columns given");
        }).ToList();
    }

    private static double[] Column(FeatureRecipe recipe, FeatureInputs inputs)
    {
        var values = new double[inputs.Columns.Count];
        if (!recipe.Needs.All(inputs.Columns.Has))
        {
            Array.Fill(values, double.NaN);
            return values;
        }

        for (var i = 0; i < values.Length; i++)
            values[i] = recipe.Of(inputs, i);
        return values;
    }

    private static void CheckRhythm(MemberColumns columns, ChurnFeatureOptions options)
    {
        if (options.Rhythm?.Origin?.Window is not { } window)
            return;
        if (window.Calendar != columns.Window.Calendar)
        {
            throw OptionError.Of(
                options, "Rhythm", $"fitted to cells of {window.Calendar}", $"it must be fitted to cells of {columns.Window.Calendar}, as the table has them");
        }

        if (window.LastCell > columns.Window.LastCell)
        {
            throw OptionError.Of(
                options, "Rhythm", $"fitted to a window through {window.Calendar.Format(window.LastCell)}",
                $"it must end by the table's last cell, {window.Calendar.Format(columns.Window.LastCell)}: a feature must not know the future");
        }
    }
}
