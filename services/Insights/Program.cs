using NlSql.Contracts;
using NlSql.Insights;
using NlSql.Insights.History;
using NlSql.Insights.Mutes;
using NlSql.Insights.Runs;
using NlSql.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ServiceNames.Insights);
builder.AddInsights();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapRuns();
app.MapRules();
app.MapHistory();
app.Run();
