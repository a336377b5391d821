using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>Computes features from the columns of a member table, all as of its last cell.</summary>
/// <remarks>
/// Which features there are depends on which columns were fed, and on nothing else. Times are in days, whatever the table's cells are. Features whose names
/// begin with "log" are sign(x) ln(1 + |x|) of a count or of money in the table's currency, trends are differences of two such numbers, and <c>purchases</c>
/// is the count itself.
/// </remarks>
public static class ChurnFeatures
{
    /// <summary>The names of all features that a table can give, in their fixed order.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.AsReadOnly(FeatureCatalogue.All.Select(recipe => recipe.Name).ToArray());

    /// <summary>Computes the features of a table.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="options">Which features; null for all that the columns of a log allow. To apply a learner, <see cref="ChurnFeatureOptions.For"/>.</param>
    /// <returns>The features, one row per member in the table's order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range, a name is unknown or given twice, a column of your own has values that cannot be a
    /// feature, has an infinite one or is not what the learner was fitted to, no feature is left, or the rhythm was fitted to a later window or another
    /// calendar.</exception>
    /// <exception cref="InvalidOperationException">A column of your own was not fed; the message says how to feed it.</exception>
    public static FeatureTable Table(MemberColumns columns, ChurnFeatureOptions? options = null)
    {
        options ??= new ChurnFeatureOptions();
        var (features, own) = Compute(columns, options);
        var encodings = options.EncodingsOf([own]);
        var unseen = AddOwn(features, encodings, own);
        var names = NamesOf(options, [features]);
        return FeatureTable.FromColumns(names, names.ConvertAll(name => features[name])).Made(encodings, unseen);
    }

    /// <summary>The features of the log's columns, and the columns of the caller's own as they are.</summary>
    internal static (Dictionary<string, double[]> Features, OwnColumn[] Own) Compute(MemberColumns columns, ChurnFeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(columns);
        options.Check();
        CheckRhythm(columns, options);
        var inputs = new FeatureInputs(columns, options.Rhythm);
        var recipes = FeatureCatalogue.All.Where(recipe => options.Names is { } names ? names.Contains(recipe.Name) : recipe.Needs.All(columns.Has));
        return (
            recipes.ToDictionary(recipe => recipe.Name, recipe => Column(recipe, inputs), StringComparer.Ordinal),
            [.. options.Own().Select(own => OwnColumn.Read(columns, own.Name, own.HowToFeed))]);
    }

    /// <summary>Adds the features of the caller's columns; gives the levels that the encodings do not know, by column.</summary>
    internal static Dictionary<string, int> AddOwn(Dictionary<string, double[]> features, IReadOnlyList<ColumnEncoding> encodings, OwnColumn[] own)
    {
        var unseen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var k = 0; k < own.Length; k++)
        {
            var (made, unknown) = encodings[k].Apply(own[k]);
            for (var j = 0; j < made.Length; j++)
            {
                var name = encodings[k].FeatureNames[j];
                if (Names.Contains(name, StringComparer.Ordinal) || !features.TryAdd(name, made[j]))
                {
                    throw Error.Argument(
                        $"The feature '{name}', of the column {own[k].Name}, is there already: the column must have another name.", "options");
                }
            }

            if (unknown > 0)
                unseen[own[k].Name] = unknown;
        }

        return unseen;
    }

    /// <summary>The features that are asked for; without names all that are there, those of the log first.</summary>
    internal static List<string> NamesOf(ChurnFeatureOptions options, IReadOnlyList<Dictionary<string, double[]>> parts)
    {
        var present = parts.SelectMany(part => part.Keys).Distinct(StringComparer.Ordinal).ToList();
        if (options.Names is null)
            return [.. Names.Where(present.Contains), .. present.Except(Names)];
        foreach (var name in options.Names)
        {
            if (!present.Contains(name))
            {
                throw OptionError.Of(
                    options, "Names", $"a list with '{name}'", "each name must be one of ChurnFeatures.Names or of the features of Columns or Encodings");
            }
        }

        return [.. options.Names];
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
