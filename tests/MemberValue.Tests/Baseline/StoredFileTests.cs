namespace MemberValue.Tests.Baseline;

/// <summary>The comparison notices.</summary>
public class StoredFileTests
{
    private static readonly string Other = StoredFile.Machine + " of another kind";

    [Theory]
    [InlineData("cdnow-fits.txt.gz", 3)]
    [InlineData("retail-assessment.txt.gz", 3)]
    [InlineData("retail-tables.txt.gz", 30)]
    public void One_digit_of_a_stored_file_is_a_difference(string file, int line)
    {
        var stored = StoredFile.Read(Path.Combine(AppContext.BaseDirectory, "Baseline", "stored", file));
        var changed = stored.ToArray();
        changed[line] = changed[line][..^1] + (changed[line][^1] == '7' ? '8' : '7');
        Assert.Empty(StoredFile.Differences(stored, stored.ToArray()));
        Assert.NotEmpty(StoredFile.Differences(stored, changed));
    }

    [Theory]
    [InlineData("a\t0.30000000000000004", "a\t0.3", 1, 0)]
    [InlineData("a\t1\t1.00000000001", "a\t1\t1", 1, 1)]
    [InlineData("a\t-2.5", "a\t2.5", 1, 1)]
    [InlineData("a\tNaN", "a\t1", 1, 1)]
    [InlineData("a\tNaN\tInfinity\t-\tLost", "a\tNaN\tInfinity\t-\tLost", 0, 0)]
    [InlineData("a\tLost", "a\tDormant", 1, 1)]
    [InlineData("a\t1", "a\t1\t1", 1, 1)]
    [InlineData("a\t1", "b\t1", 2, 2)]
    [InlineData("a\t1\nb\t= a", "a\t1\nb\t1", 0, 0)]
    [InlineData("a\t1\nb\t= a", "a\t1\nb\t2", 1, 1)]
    [InlineData("a\t1\nb\t2", "b\t2\na\t1", 1, 1)]
    public void Bits_count_on_this_machine_and_12_digits_on_another(string stored, string now, int here, int elsewhere)
    {
        string[] lines = [StoredFile.Machine, .. now.Split('\n')];
        Assert.Equal(here, StoredFile.Differences([StoredFile.Machine, .. stored.Split('\n')], lines).Count);
        Assert.Equal(elsewhere, StoredFile.Differences([Other, .. stored.Split('\n')], lines).Count);
    }

    [Fact]
    public void Values_are_written_so_that_other_bits_are_other_text()
    {
        var sheet = new Sheet();
        sheet.Line("next", 0.1, Math.BitIncrement(0.1), -0.0, 0.0, double.NaN, double.PositiveInfinity);
        sheet.Line("others", null, 1.50m, DayOfWeek.Monday, true, "a\tb", new DateOnly(2011, 12, 9));
        sheet.Column("every other", [1, 2, 3], every: 2);
        sheet.Column("again", [1L, 3L]);
        Assert.Equal(
            ["next\t0.1\t0.10000000000000002\t-0\t0\tNaN\tInfinity", "others\t-\t1.50\tMonday\tTrue\ta b\t2011-12-09", "every other\t1\t3",
            "again\t= every other"],
            sheet.Lines);
    }
}
