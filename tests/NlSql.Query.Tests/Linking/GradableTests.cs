using NlSql.Query.Linking;

namespace NlSql.Query.Tests.Linking;

public sealed class GradableTests
{
    [Theory]
    [InlineData("cheapest", "product_price", false, false)]
    [InlineData("most expensive", "product_price", true, false)]
    [InlineData("cheaper than", "product_price", false, true)]
    [InlineData("most recent", "date_booking_started", true, false)]
    [InlineData("earliest", "date_booking_started", false, false)]
    [InlineData("richest", "acc_bal", true, false)]
    public void Link_Adjective_FindsWhatItMeasures(string words, string column, bool descending, bool compares) =>
        Assert.Contains(PlainModel.Candidates(words), c => c.Target is MentionTarget.Gradable found
            && found.ColumnName == column && found.Descending == descending && found.Compares == compares);

    [Fact]
    public void Link_AdjectiveOfATextColumn_FindsNothing() =>
        Assert.DoesNotContain(PlainModel.Candidates("youngest"), c => c.Target is MentionTarget.Gradable { ColumnName: "birthday" });

    [Fact]
    public void Link_HowExpensive_AsksForTheColumn() =>
        Assert.Contains(PlainModel.Candidates("how expensive"), c => c.Target is MentionTarget.Column { ColumnName: "product_price" });
}
