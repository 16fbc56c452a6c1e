using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using NlSql.ServiceDefaults.Database;
using Npgsql;

namespace NlSql.ServiceDefaults.Tests.Database;

public sealed class ConnectionStringsTests
{
    [Theory]
    [InlineData("postgresql://ann:secret@db.example:6543/shop", "db.example", 6543, "shop", "ann", "secret")]
    [InlineData("postgres://ann@localhost/shop", "localhost", 5432, "shop", "ann", null)]
    [InlineData("postgresql://a%40b:p%3A%2F%25@h/my%20db?sslmode=require&x=1", "h", 5432, "my db", "a@b", "p:/%")]
    [InlineData("Host=h;Port=7;Database=d;Username=u;Password=p", "h", 7, "d", "u", "p")]
    public void Parse_UrlOrNpgsqlString_GivesItsParts(string text, string host, int port, string database, string user, string? password)
    {
        var parsed = ConnectionStrings.Parse(text);

        Assert.Equal((host, port, database, user, password), (parsed.Host, parsed.Port, parsed.Database, parsed.Username, parsed.Password));
    }

    [Fact]
    public void Parse_SslMode_IsTaken() =>
        Assert.Equal(SslMode.VerifyFull, ConnectionStrings.Parse("postgresql://u@h/d?sslmode=verify-full").SslMode);

    [Theory]
    [InlineData("postgresql://")]
    [InlineData("postgresql://host-without-database")]
    [InlineData("nonsense without equals")]
    [InlineData("Host=h;Unknown=1")]
    public void Parse_Malformed_IsExplainedWithoutItsContent(string text)
    {
        var wrong = Assert.Throws<ValidationException>(() => ConnectionStrings.Parse(text));

        Assert.DoesNotContain("nonsense", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Owner_NothingConfigured_SaysWhatToSet()
    {
        var wrong = Assert.Throws<ValidationException>(() => ConnectionStrings.Owner(new ConfigurationBuilder().Build()));

        Assert.Contains("DATABASE_URL", wrong.Message, StringComparison.Ordinal);
    }
}
