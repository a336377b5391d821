namespace MemberValue.Tool.Commands;

/// <summary>The word that was probably meant.</summary>
internal static class NearWord
{
    /// <summary>The word with the fewest changes of a letter; null where all differ by more than a third of the word.</summary>
    public static string? Of(string word, IEnumerable<string> words)
    {
        var (best, fewest) = ((string?)null, (word.Length / 3) + 1);
        foreach (var each in words.Distinct(StringComparer.Ordinal))
        {
            if (Changes(word, each) is var changes && changes < fewest)
                (best, fewest) = (each, changes);
        }

        return best;
    }

    /// <summary>How many letters have to be added, left out, changed or swapped with the next.</summary>
    private static int Changes(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, changed);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
