using NlSql.Drafting.Models;

namespace NlSql.Drafting.Tests.Models;

public sealed class NameWordsTests
{
    [Theory]
    [InlineData("custAddrLine1", "cust addr line1", "customer address line1")]
    [InlineData("CUST_ID", "cust id", "customer id")]
    [InlineData("Wait (s)", "wait seconds", "wait seconds")]
    [InlineData("kWh", "kwh", "kwh")]
    [InlineData("peak_kW", "peak kw", "peak kw")]
    [InlineData("eMail", "email", "email")]
    [InlineData("FName", "fname", "first name")]
    [InlineData("XMLFileName", "xml file name", "xml file name")]
    [InlineData("Umsatz (brutto)", "umsatz brutto", "revenue brutto")]
    [InlineData("Kundennr.", "kundennr", "customer number")]
    [InlineData("Rechnungsdatum", "rechnungsdatum", "invoice date")]
    [InlineData("no_show", "no show", "no show")]
    [InlineData("Order No", "order no", "order number")]
    [InlineData("Größe", "groesse", "groesse")]
    [InlineData("Discount %", "discount percent", "discount percent")]
    [InlineData("dob", "dob", "date of birth")]
    [InlineData("customer's name", "customers name", "customers name")]
    [InlineData("n_tix", "n tix", "number tickets")]
    [InlineData("unit_pr", "unit pr", "unit price")]
    [InlineData("price_ea", "price ea", "price each")]
    [InlineData("日本", "", "")]
    public void Split_Headers_GiveTheirWords(string header, string words, string meaning)
    {
        var split = NameWords.Split(header);

        Assert.Equal(words, string.Join(' ', split));
        Assert.Equal(meaning, string.Join(' ', NameWords.Expand(split)));
    }

    [Theory]
    [InlineData("orders", "order")]
    [InlineData("categories", "category")]
    [InlineData("boxes", "box")]
    [InlineData("classes", "class")]
    [InlineData("people", "person")]
    [InlineData("address", "address")]
    [InlineData("status", "status")]
    public void Singular_OfAPlural_IsOne(string plural, string singular) => Assert.Equal(singular, NameWords.Singular(plural));

    [Theory]
    [InlineData("order", "orders")]
    [InlineData("city", "cities")]
    [InlineData("day", "days")]
    [InlineData("branch", "branches")]
    [InlineData("person", "people")]
    [InlineData("orders", "orders")]
    public void Plural_OfOne_IsSeveral(string one, string several) => Assert.Equal(several, NameWords.Plural(one));
}
