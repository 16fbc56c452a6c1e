using NlSql.Contracts;
using NlSql.Ingestion;
using NlSql.Ingestion.Datasets;
using NlSql.Ingestion.Jobs;
using NlSql.Ingestion.Models;
using NlSql.Ingestion.Profiles;
using NlSql.Ingestion.Uploads;
using NlSql.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ServiceNames.Ingestion);
builder.AddIngestion();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapUploads();
app.MapJobs();
app.MapDatasets();
app.MapProfiles();
app.MapCatalogs();
app.MapModels();
app.Run();
