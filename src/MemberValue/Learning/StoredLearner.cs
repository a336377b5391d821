using MemberValue.Common;

namespace MemberValue.Learning;

/// <summary>What learners share in stored documents.</summary>
internal static class StoredLearner
{
    /// <summary>The names of the columns that a learner was fitted to, which must be there, each once.</summary>
    public static string[] Features(this DocumentReader from)
    {
        var names = from.Texts("features");
        var areNamed = names.Length is > 0 and <= ushort.MaxValue && !Array.Exists(names, string.IsNullOrWhiteSpace);
        return areNamed && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? names
            : throw from.Damaged("features must be names, at least one, none empty or twice");
    }
}
