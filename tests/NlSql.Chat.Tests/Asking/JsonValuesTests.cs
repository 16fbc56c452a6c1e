using System.Globalization;
using NlSql.Chat.Asking;
using NlSql.Query;
using NlSql.ServiceDefaults.Database;

namespace NlSql.Chat.Tests.Asking;

public sealed class JsonValuesTests
{
    [Theory]
    [InlineData("1050.00", "1050.00")]
    [InlineData("0.10", "0.10")]
    [InlineData("100", "100")]
    [InlineData("-12.5000000000000000", "-12.5000000000000000")]
    [InlineData("0.000", "0.000")]
    [InlineData("0.1234567890123456789", "0.1234567890123456789")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("7922816251426433759354395033.5", "7922816251426433759354395033.5")]
    public void Of_Decimal_HasAllItsDigits(string number, string json) =>
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
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1E+300")]
    public void Of_FloatingPoint_IsTheShortestNumberOrAWord(double value, string json) => Assert.Equal(json, JsonValues.Of(value)!.ToJsonString());

    [Fact]
    public void Of_Nothing_IsNull() => Assert.Null(JsonValues.Of(null));

    [Fact]
    public void Of_MomentWithZone_SaysUtc() =>
        Assert.Equal("\"2025-03-04T09:05:00Z\"", JsonValues.Of(new DateTime(2025, 3, 4, 9, 5, 0, DateTimeKind.Utc))!.ToJsonString());

    [Theory]
    [InlineData(0, 0, 0, "PT0S")]
    [InlineData(14, 3, 0, "P1Y2M3D")]
    [InlineData(0, 0, 5_400_000_000, "PT1H30M")]
    [InlineData(0, -1, 1_500_000, "P-1DT1.5S")]
    [InlineData(0, 0, -1_000_001, "PT-1.000001S")]
    [InlineData(-1, 0, 90_000_000_000, "P-1MT25H")]
    public void Of_Interval_IsAnIsoDurationInThreeParts(int months, int days, long microseconds, string text) =>
        Assert.Equal($"\"{text}\"", JsonValues.Of(new ReaderInterval(months, days, microseconds))!.ToJsonString());

    [Fact]
    public void Of_List_IsAnArray() => Assert.Equal("""["a",null,[1,2]]""", JsonValues.Of(new object?[] { "a", null, new object?[] { 1, 2L } })!.ToJsonString());

    [Fact]
    public void Of_NumberOfManyDigits_IsExact() =>
        Assert.Equal("-123456789012345678901234567890.10", JsonValues.Of(new ReaderNumber("-123456789012345678901234567890.10"))!.ToJsonString());

    [Fact]
    public void Rows_Table_KeepsColumnOrderAndNulls()
    {
        var table = new ResultTable { Columns = [Column("z"), Column("a")], Rows = [["North", 1.50m], [null, 2L]] };

        Assert.Equal("""[{"z":"North","a":1.50},{"z":null,"a":2}]""", JsonValues.Rows(table).ToJsonString());
    }

    private static OutputColumn Column(string name) => new() { Name = name, Label = name, Type = SemanticModel.Definitions.ColumnType.Text, Role = OutputRole.Column };
}
