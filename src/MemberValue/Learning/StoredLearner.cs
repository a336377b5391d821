using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>What learners share in stored documents.</summary>
internal static class StoredLearner
{
    /// <summary>The names of the columns that a learner was fitted to, at least one, without duplicates.</summary>
    public static string[] Features(this DocumentReader from)
    {
        var names = from.Texts("features");
        var areNamed = names.Length is > 0 and <= ushort.MaxValue && !Array.Exists(names, string.IsNullOrWhiteSpace);
        return areNamed && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? names
            : throw from.Damaged("features must be names, at least one, none empty or twice");
    }

    /// <summary>How a host's own columns became features; omitted where there are none.</summary>
    public static void Encodings(this DocumentWriter to, IReadOnlyList<ColumnEncoding> encodings)
    {
        if (encodings.Count > 0)
        {
            to.Parts("encodings", encodings, static (part, each) =>
            {
                part.Text("column", each.Column);
                part.Text("howToFeed", each.HowToFeed);
                part.Name("values", each.Kind);
                part.Texts("levels", each.Levels);
                part.Flag("hasOther", each.HasOther);
            });
        }
    }

    public static IReadOnlyList<ColumnEncoding> Encodings(this DocumentReader from, string[] features)
    {
        var encodings = from.PartsOrNull("encodings", part =>
        {
            var (column, kind, levels) = (part.Text("column"), part.Name<ColumnKind>("values"), part.Texts("levels"));
            var hasOther = part.Flag("hasOther");
            if (kind == ColumnKind.Other || (kind != ColumnKind.Text && (levels.Length > 0 || hasOther)))
                throw part.Damaged($"values is '{kind}' and does not go with levels and hasOther");
            for (var i = 1; i < levels.Length; i++)
            {
                if (string.CompareOrdinal(levels[i - 1], levels[i]) >= 0)
                    throw part.Damaged($"levels[{i}] is '{levels[i]}' and must come after '{levels[i - 1]}' in ordinal order");
            }

            var encoding = new ColumnEncoding(column, part.Text("howToFeed"), kind, levels, hasOther);
            return encoding.FeatureNames.Any(features.Contains) ? encoding : throw part.Damaged($"column is '{column}', and none of features is made of it");
        }) ?? [];
        return encodings.DistinctBy(each => each.Column).Count() == encodings.Length ? Array.AsReadOnly(encodings)
            : throw from.Damaged("encodings has a column twice");
    }
}
