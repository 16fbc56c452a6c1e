using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using NlSql.Ingestion.Tests.Hosting;
using NlSql.Ingestion.Uploads.Columns;

namespace NlSql.Ingestion.Tests.Uploads.Columns;

public sealed class NumericTextTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const int MostDigits = 1_000;
    private readonly IngestionHost host = shared.Host;

    private static Gen<string> Numbers { get; } =
        from sign in Gen.Int[0, 2].Select(i => i == 0 ? "" : i == 1 ? "-" : "+")
        from whole in Digits(40)
        from fraction in Gen.OneOf(Gen.Const(""), Digits(40).Select(d => "." + d))
        where whole.Length + fraction.Trim('.').Length > 0
        select sign + whole + fraction;

    // Zeros are the hard part: groups of four that are not written.
    private static Gen<string> Digits(int most) =>
        from digits in Gen.Frequency((3, Gen.Const('0')), (2, Gen.Char['1', '9'])).Array[0, most]
        select new string(digits);

    [Fact]
    public async Task Write_AnyDigits_AreWhatPostgresReads()
    {
        List<string> written = [];
        Numbers.Sample(written.Add, iter: 4_000, threads: 1);
        written.AddRange(new[] { 1, 4, 5, 8, 9, 999, MostDigits }.SelectMany(n => (string[])[
            new('9', n), "1" + new string('0', n - 1), "." + new string('9', n), "." + new string('0', n - 1) + "1", "-0." + new string('0', n)]));

        var answer = await host.UploadAsync(
            "order_id,order_date,total\n" + string.Concat(written.Select(n => $"A,2026-01-01,{n}\n")), query: "", tenant: "numeric");

        Assert.True(answer.Code is null, answer.Body.ToString());
        var stored = await host.QueryAsync<string>("SELECT total::text FROM data.shop__orders WHERE dataset_id = @DatasetId ORDER BY ctid", new { answer.DatasetId });
        var read = await host.QueryAsync<string>("SELECT n::numeric::text FROM unnest(@written) WITH ORDINALITY AS w (n, place) ORDER BY place", new { written = written.ToArray() });
        Assert.Equal(read, stored);
        // Equal text is not enough: groups of zeros that should not be there would compare unequal.
        Assert.Equal([0L], await host.QueryAsync<long>(
            """
            SELECT count(*) FROM (
                SELECT numeric_send(total) AS own, numeric_send(total::text::numeric) AS theirs FROM data.shop__orders WHERE dataset_id = @DatasetId) n
            WHERE own <> theirs
            """,
            new { answer.DatasetId }));
    }

    [Fact]
    public void ToDecimalAndToDouble_AnyDigits_AreTheirValue() => Numbers.Sample(text =>
    {
        Assert.True(NumericText.TryRead(Encoding.UTF8.GetBytes(text), out var number));
        if (!number.TryMantissa(out var mantissa))
            return;
        Assert.Equal(decimal.Parse(text, CultureInfo.InvariantCulture), number.ToDecimal(mantissa));
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), number.ToDouble(mantissa), Math.Abs(number.ToDouble(mantissa)) * 1e-15);
        Assert.Equal(BigInteger.Parse("0" + Encoding.UTF8.GetString(number.Whole) + Encoding.UTF8.GetString(number.Fraction), CultureInfo.InvariantCulture), mantissa);
    });

    [Theory]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("+.")]
    [InlineData("1.2.3")]
    [InlineData("1e5")]
    [InlineData("1,2")]
    [InlineData("--1")]
    [InlineData("١")]
    public void TryRead_WhatIsNoPlainNumber_IsRefused(string text) => Assert.False(NumericText.TryRead(Encoding.UTF8.GetBytes(text), out _));
}
