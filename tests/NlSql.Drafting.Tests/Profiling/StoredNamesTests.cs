using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Tests.Profiling;

public sealed class StoredNamesTests
{
    [Theory]
    [InlineData("Sales 2024", "sales_2024")]
    [InlineData("2024", "t_2024")]
    [InlineData("pg_class", "t_pg_class")]
    public void OfTable_AnyText_IsAnIdentifier(string text, string name) => Assert.Equal(name, StoredNames.OfTable(text));

    [Fact]
    public void OfColumns_ManyLongAndAlike_AreShortAndApart()
    {
        var names = StoredNames.OfColumns([.. Enumerable.Range(0, 500).Select(i => new string('x', 300) + (i % 2))]);

        Assert.Equal(500, names.Distinct().Count());
        Assert.All(names, n => Assert.InRange(n.Length, 1, 59));
    }

    [Fact]
    public void OfColumns_NameThatABlankOneWouldGet_IsGivenOnce()
    {
        var names = StoredNames.OfColumns(["", "column_1", "Column 3", ""]);

        Assert.Equal(4, names.Distinct().Count());
    }

    [Theory]
    [InlineData("Zip Code", ColumnType.Text)]
    [InlineData("PLZ", ColumnType.Text)]
    [InlineData("ZIPCODE", ColumnType.Text)]
    [InlineData("home_zip5", ColumnType.Text)]
    [InlineData("phone", ColumnType.Text)]
    [InlineData("phone_count", ColumnType.Integer)]
    [InlineData("is_active", ColumnType.Integer)]
    [InlineData("amount", ColumnType.Integer)]
    public void UsualTypes_OfIntegers_FollowTheName(string header, ColumnType type) =>
        Assert.Equal(type, UsualTypes.Of(header, new ColumnTyping { Type = ColumnType.Integer, Values = 1, Nulls = 0 }));

    [Theory]
    [InlineData("is_active", ColumnType.Boolean)]
    [InlineData("email_flag", ColumnType.Boolean)]
    [InlineData("score", ColumnType.Integer)]
    public void UsualTypes_OfZerosAndOnes_FollowTheName(string header, ColumnType type) =>
        Assert.Equal(type, UsualTypes.Of(header, new ColumnTyping { Type = ColumnType.Integer, Values = 1, Nulls = 0, ZerosAndOnes = true }));

    [Fact]
    public void OfTable_NamesWithoutLatinLetters_AreToldApart()
    {
        var (sales, clients) = (StoredNames.OfTable("продажи"), StoredNames.OfTable("клиенты"));

        Assert.StartsWith("table_", sales, StringComparison.Ordinal);
        Assert.NotEqual(sales, clients);
        Assert.Equal(sales, StoredNames.OfTable("продажи"));
    }
}
