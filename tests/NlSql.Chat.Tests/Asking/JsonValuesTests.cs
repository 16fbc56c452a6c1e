using System.Globalization;
using NlSql.Chat.Asking;
using NlSql.Query;

namespace NlSql.Chat.Tests.Asking;

public sealed class JsonValuesTests
{
    [Theory]
    [InlineData("1050.00", "1050")]
    [InlineData("0.10", "0.1")]
    [InlineData("100", "100")]
    [InlineData("-12.5000000000000000", "-12.5")]
    [InlineData("0.000", "0")]
    [InlineData("0.1234567890123456789", "0.1234567890123456789")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("7922816251426433759354395033.5", "7922816251426433759354395033.5")]
    public void Of_Decimal_IsExactWithoutTrailingZeros(string number, string json) =>
        Assert.Equal(json, JsonValues.Of(decimal.Parse(number, CultureInfo.InvariantCulture))!.ToJsonString());

    [Theory]
    [InlineData(9007199254740993)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Of_BigInteger_IsExact(long number) => Assert.Equal(number.ToString(CultureInfo.InvariantCulture), JsonValues.Of(number)!.ToJsonString());

    [Fact]
    public void Of_Day_IsIso() => Assert.Equal("\"2025-03-04\"", JsonValues.Of(new DateOnly(2025, 3, 4))!.ToJsonString());

    [Theory]
    [InlineData(0, "\"2025-03-04T09:05:00\"")]
    [InlineData(120, "\"2025-03-04T09:05:00.12\"")]
    public void Of_Time_IsIsoWithoutEmptyFraction(int milliseconds, string json) =>
        Assert.Equal(json, JsonValues.Of(new DateTime(2025, 3, 4, 9, 5, 0, milliseconds, DateTimeKind.Unspecified))!.ToJsonString());

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(null)]
    public void Of_NoNumber_IsNull(double? value) => Assert.Null(JsonValues.Of(value));

    [Fact]
    public void Rows_Table_KeepsColumnOrderAndNulls()
    {
        var table = new ResultTable { Columns = [Column("z"), Column("a")], Rows = [["North", 1.50m], [null, 2L]] };

        Assert.Equal("""[{"z":"North","a":1.5},{"z":null,"a":2}]""", JsonValues.Rows(table).ToJsonString());
    }

    private static OutputColumn Column(string name) => new() { Name = name, Label = name, Type = SemanticModel.Definitions.ColumnType.Text, Role = OutputRole.Column };
}
