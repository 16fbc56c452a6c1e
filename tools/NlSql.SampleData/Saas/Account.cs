namespace NlSql.SampleData.Saas;

internal sealed record Account(
    string Id, string Company, string Industry, string Country, string SizeBand, string Channel, DateOnly SignedUpOn, string CreditRating,
    string ContactName, string ContactEmail)
{
    public static readonly string[] Header =
    [
        "account_id", "company", "industry", "country", "size_band", "acquisition_channel", "signed_up_on", "first_paid_on", "credit_rating",
        "contact_name", "contact_email",
    ];

    public string[] ToRow(DateOnly? firstPaidOn) =>
    [
        Id, Company, Industry, Country, SizeBand, Channel, CellText.Day(SignedUpOn), SaasData.DayOrNothing(firstPaidOn), CreditRating, ContactName,
        ContactEmail,
    ];
}
