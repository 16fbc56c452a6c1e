using NlSql.Query.Linking;

namespace NlSql.Query.Tests.Linking;

public sealed class NameLinkingTests
{
    [Theory]
    [InlineData("name", "customers.customer_name")]
    [InlineData("ids", "customers.customer_id")]
    [InlineData("booking status", "bookings.booking_status_code")]
    [InlineData("status", "bookings.booking_status_code")]
    [InlineData("sales", "weather.sales_in_billion")]
    [InlineData("wind speed", "weather.max_wind_speed_mph")]
    [InlineData("price", "products.product_price")]
    [InlineData("state", "customers.state_province_county")]
    [InlineData("name", "bank_branches.bname")]
    [InlineData("customer id", "staff.custid")]
    [InlineData("latitude", "weather.lat")]
    [InlineData("account balance", "customers.acc_bal")]
    [InlineData("number of accounts", "bank_branches.no_of_accounts")]
    [InlineData("date of birth", "customers.birthday")]
    [InlineData("telephone", "customers.phone_number")]
    [InlineData("started date", "bookings.date_booking_started")]
    [InlineData("opened", "bank_branches.openning_year")]
    [InlineData("names", "products.product_details")]
    [InlineData("full name", "staff.first_name")]
    [InlineData("full name", "staff.last_name")]
    [InlineData("firstname", "staff.first_name")]
    [InlineData("branches", "bank_branches")]
    [InlineData("clients", "customers")]
    [InlineData("workers", "staff")]
    [InlineData("reservations", "bookings")]
    public void Link_WordsOfPeople_FindTheColumnOrTable(string words, string target) =>
        Assert.True(PlainModel.Strength(words, target) > 0);

    [Theory]
    [InlineData("booking status code", "booking status")]
    [InlineData("booking status", "status")]
    [InlineData("booking status code", "booking state")]
    public void Link_LessOfTheName_IsWeaker(string more, string less) =>
        Assert.True(PlainModel.Strength(more, "bookings.booking_status_code") > PlainModel.Strength(less, "bookings.booking_status_code"));

    [Theory]
    [InlineData("customers", "bookings.customer_id")]
    [InlineData("speed of the booking", "weather.max_wind_speed_mph")]
    [InlineData("mph", "weather.max_wind_speed_mph")]
    [InlineData("of", "bank_branches.no_of_accounts")]
    public void Link_WordsOfSomethingElse_DoNotFindTheColumn(string words, string target) =>
        Assert.Equal(0, PlainModel.Strength(words, target));

    [Fact]
    public void Link_FirstAndLastName_FindsAValueOfEach()
    {
        var values = PlainModel.Link("Nancy Edwards").Mentions.Select(m => m.Target).OfType<MentionTarget.Value>().Select(v => v.ColumnName);

        Assert.Equal(["first_name", "last_name"], values);
    }

    [Theory]
    [InlineData("customers in the US", true)]
    [InlineData("customers in the United States", true)]
    [InlineData("customers tell us", false)]
    public void Link_OtherNameOfACountry_FindsTheValue(string question, bool found) =>
        Assert.Equal(found, PlainModel.Link(question).Mentions.Any(m => m.Target is MentionTarget.Value { Text: "USA" } && m.Strength > 0.5));
}
