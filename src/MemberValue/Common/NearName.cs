namespace MemberValue.Common;

/// <summary>Which of some names was meant by one that is written almost the same.</summary>
internal static class NearName
{
    private const int MostSlips = 2; // three lead from firstCell to lastCell

    /// <summary>The nearest of the names; null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        var most = Math.Min(MostSlips, name.Length / 3); // of a short name nothing is left after a slip or two
        return names.Where(each => Slips(each, name) <= most).MinBy(each => Slips(each, name));
    }

    /// <summary>How many letters were left out, added, changed or swapped with their neighbour: the distance of optimal string alignment.</summary>
    private static int Slips(string written, string meant)
    {
        var slips = new int[written.Length + 1, meant.Length + 1];
        for (var i = 0; i <= written.Length; i++)
        {
            for (var j = 0; j <= meant.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    slips[i, j] = i + j;
                    continue;
                }

                var isSame = char.ToUpperInvariant(written[i - 1]) == char.ToUpperInvariant(meant[j - 1]);
                slips[i, j] = Math.Min(Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1, slips[i - 1, j - 1] + (isSame ? 0 : 1));
                if (i > 1 && j > 1 && written[i - 1] == meant[j - 2] && written[i - 2] == meant[j - 1])
                    slips[i, j] = Math.Min(slips[i, j], slips[i - 2, j - 2] + 1);
            }
        }

        return slips[written.Length, meant.Length];
    }
}
