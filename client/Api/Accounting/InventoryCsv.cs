using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Api.Accounting;

/// <summary>The rows as CSV (RFC 4180), in the GPC's columns.</summary>
sealed class InventoryCsv(InventoryAnswer answer) : IResult
{
    public const string Type = "text/csv";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = Type + "; charset=utf-8; header=present";
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"inventory-{answer.Year}-{answer.Set}.csv\"";
        await using var text = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync($"gpc,scope,sub_sector,source,key,{string.Concat(GasMasses.Gases.Select(gas => $"{gas}_kg,"))}co2e_{answer.Gwp}_kg,biogenic_co2_kg,activity,activity_unit,activity_quality,factor_quality,factors,explanation");
        foreach (var row in answer.Rows)
            await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{row.Gpc},{row.Scope},{Quoted(row.SubSector.En)},{Quoted(row.Source.En)},{row.Key}{(row.Elsewhere is null ? "" : " " + row.Elsewhere)},{string.Concat(GasMasses.Gases.Select(gas => $"{row.Gases?.GetValueOrDefault(gas) ?? row.Key},"))}{row.Co2eKg},{row.BiogenicCo2Kg},{row.Activity},{row.ActivityUnit},{row.ActivityQuality},{row.FactorQuality},{Quoted(string.Join("; ", row.Factors.Select(factor => $"{factor.Id} v{factor.Version} = {factor.Value} {factor.Unit} {factor.Gas} ({factor.Status.ToString().ToLowerInvariant()}: {factor.Source.Title}, {factor.Source.Publisher})")))},{Quoted(row.Explanation)}"));
    }

    static string Quoted(string text) => text.Length == 0 ? "" : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
