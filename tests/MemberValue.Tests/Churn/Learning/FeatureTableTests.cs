using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

public class FeatureTableTests
{
    private static readonly FeatureTable Table = FeatureTable.FromColumns(["a", "b"], [[1, 2, double.NaN], [4, 5, 6]]);

    [Fact]
    public void Columns_and_rows_can_be_chosen()
    {
        Assert.Equal((3, 2), (Table.Count, Table.Names.Count));
        Assert.Equal([4.0, 5, 6], Table.Column("b").ToArray());
        Assert.Equal([4.0, 5, 6], Table.Column(1).ToArray());
        var turned = Table.Columns(["b", "a"]).Rows([2, 0, 0]);
        Assert.Equal(["b", "a"], turned.Names);
        Assert.Equal([6.0, 4, 4], turned.Column(0).ToArray());
        Assert.Equal([double.NaN, 1, 1], turned.Column(1).ToArray());
    }

    [Fact]
    public void Bad_columns_are_named()
    {
        Wrong("0 names for 0 columns", () => FeatureTable.FromColumns([], []));
        Wrong("1 names for 2 columns", () => FeatureTable.FromColumns(["a"], [[1], [2]]));
        Wrong("'a'", () => FeatureTable.FromColumns(["a", "a"], [[1], [2]]));
        Wrong("'b' has 2 rows", () => FeatureTable.FromColumns(["a", "b"], [[1], [1, 2]]));
        Wrong("Row 1 of 'a' is infinity", () => FeatureTable.FromColumns(["a"], [[1, double.PositiveInfinity]]));
        Wrong("There is no column 'c'", () => Table.Column("c"));
        Wrong("There is no column 'c'", () => Table.Columns(["a", "c"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Table.Column(2).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Table.Rows([3]));

        static void Wrong(string says, Action call) => Assert.Contains(says, Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
    }
}
