using System.Globalization;
using System.Net.Http.Json;
using Microsoft.Playwright;

namespace YPort.Twin.Tests.Browser;

/// <summary>Pictures of the map, asked for single colours where the API says that something is. Nothing moves but what the test drives.</summary>
public sealed class The_carts_on_the_map(Chromium chromium)
{
    const double Lat = 13.8045, Lon = 100.5415, Zoom = 14.5;

    // MapLibre's world is 512 pixels wide at zoom 0.
    static readonly double PixelsPerDegree = 512 * Math.Pow(2, Zoom) / 360;
    static readonly (double Lat, double Lon) Here = (Lat, Lon - 0.002), Middle = (Lat, Lon), Corner = (Lat + 0.002, Lon + 0.002), Beside = (Lat + 0.001, Lon - 0.001), Standing = (Lat + 0.0015, Lon - 0.0015), Silent = (Lat - 0.0015, Lon - 0.0015);

    [Theory, InlineData("dark"), InlineData("light")]
    public async Task Drive_on_their_loop_past_its_stops_and_show_who_drives_them(string theme)
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        await Register(twin.Http, "cart-1");
        await Register(twin.Http, "cart-2");
        await twin.Http.Drive("cart-1", Standing.Lat, Standing.Lon);
        await Changed(twin.Http, "cart-1", "manual");
        await twin.Http.Drive("cart-2", Silent.Lat, Silent.Lon, ago: TimeSpan.FromMinutes(3));
        await using var screen = await chromium.Open(string.Create(CultureInfo.InvariantCulture, $"{twin.Address}/?lang=th&set=real&kind=shuttle&view={Lat},{Lon},{Zoom}"), theme: theme == "dark" ? ColorScheme.Dark : ColorScheme.Light);
        await screen.MapDrawn();

        await Seen(screen, Middle, 0, "--mobility", "the loop");
        await Seen(screen, Here, 0, "--surface", "a stop's heart");
        await Seen(screen, Here, 5, "--mobility", "a stop's edge");
        Assert.False(await Has(screen, Beside, 0, "--mobility"));
        await Seen(screen, Corner, 0, "--mobility", "a corner, where nothing stops");

        await Seen(screen, Standing, -8, "--mode-manual", "a cart that a person drives");
        await Seen(screen, Silent, -9, "--mode-unknown", "the ring of a silent cart");
        await Seen(screen, Silent, -6, "--surface", "nothing within the ring");
        await Assertions.Expect(Legend(screen, "manual")).ToHaveAttributeAsync("data-count", "1");
        await Assertions.Expect(Legend(screen, "unknown")).ToHaveTextAsync("?ไม่ทราบ: 1");

        await Changed(twin.Http, "cart-1", "safe-stop");
        await Seen(screen, Standing, -8, "--mode-safe-stop", "a cart in safe stop");
        await Assertions.Expect(Legend(screen, "safe-stop")).ToHaveTextAsync("Sหยุดอย่างปลอดภัย: 1");
        await Assertions.Expect(screen.Page.Locator("[data-twin='cart-1'] [data-mode]")).ToHaveTextAsync("หยุดอย่างปลอดภัย");
        screen.ComplainedOfNothing();
        Assert.Empty(screen.Strangers);
    }

    [Fact]
    public async Task Stand_at_a_moment_of_the_past_where_they_were_then()
    {
        Chromium.SkipWithoutOne();
        await using var twin = await LiveTwin.Empty();
        foreach (var id in (string[])["cart-1", "cart-2", "cart-3"]) await Register(twin.Http, id);
        var (now, quarter) = (DateTimeOffset.UtcNow, TimeSpan.FromMinutes(15));
        var since = TimeSpan.FromTicks(now.Ticks % quarter.Ticks);
        await twin.Http.Drive("cart-1", Standing.Lat, Standing.Lon, ago: since + TimeSpan.FromSeconds(30));
        await twin.Http.Drive("cart-2", Silent.Lat, Silent.Lon, ago: since + TimeSpan.FromMinutes(5));
        await twin.Http.Drive("cart-1", Beside.Lat, Beside.Lon);
        var then = $"{now - since:yyyy-MM-ddTHH:mm:ssZ}";
        await Deadline.Holds(async () => (await twin.Http.GetStringAsync($"/v1/vehicles/places?at={then}", TestContext.Current.CancellationToken) is var places && places.Split("fixedAt\":\"").Length == 3, places), "the twin knows where two were");

        await using var screen = await chromium.Open(string.Create(CultureInfo.InvariantCulture, $"{twin.Address}/?lang=en&set=real&kind=shuttle&t={then}&view={Lat},{Lon},{Zoom}"));
        await screen.MapDrawn();
        await Seen(screen, Standing, -8, "--mode-unknown", "a cart that had just spoken");
        await Seen(screen, Silent, -9, "--mode-unknown", "the ring of one that had long been silent");
        await Seen(screen, Silent, -6, "--surface", "nothing within the ring");
        Assert.False(await Has(screen, Beside, -8, "--mode-unknown"), "A cart stands where it came later.");
        await Assertions.Expect(screen.Page.Locator(".map-panel .legend")).ToContainTextAsync("Shuttles: 3, of 2 it is known where they were");

        await screen.Page.Keyboard.PressAsync("Escape");
        await Seen(screen, Beside, -8, "--mode-unknown", "the cart where it is now");
        await Assertions.Expect(screen.Page.Locator(".map-panel .legend")).ToContainTextAsync("Shuttles: 2, driven by");
        screen.ComplainedOfNothing();
    }

    static ILocator Legend(Screen screen, string mode) => screen.Page.Locator($".legend [data-mode='{mode}']");

    static async Task Register(HttpClient twin, string id)
    {
        using var answer = await twin.PutAsJsonAsync($"/v1/twins/{id}", new
        {
            kind = "shuttle",
            name = new { en = id },
            area = "1029",
            shuttle = new { route = "loop", loop = new object[] { new { lat = Here.Lat, lon = Here.Lon, stop = "here", name = new { en = "Here", th = "ที่นี่" } }, new { lat = Lat, lon = Lon + 0.002, stop = "there" }, new { lat = Corner.Lat, lon = Corner.Lon } } },
        }, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    static async Task Changed(HttpClient twin, string id, string mode)
    {
        using var answer = await twin.PostAsJsonAsync("/v1/events", new[] { new { twin = id, type = "mode-changed", id = mode, at = DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), fields = new { mode } } }, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    static Task Seen(Screen screen, (double Lat, double Lon) at, int right, string ink, string what) =>
        Deadline.Holds(async () => (await Has(screen, at, right, ink), "another colour"), $"{what} is seen in {ink}");

    /// <summary>Has a pixel there, or one beside it, a colour of the page's?</summary>
    /// <param name="right">So many pixels to the right of it.</param>
    static async Task<bool> Has(Screen screen, (double Lat, double Lon) at, int right, string ink) => await screen.Page.EvaluateAsync<bool>(
        """
        async ([png, east, south, ink]) => {
          const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(png), letter => letter.charCodeAt(0))], { type: "image/png" }));
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
          canvas.drawImage(bitmap, 0, 0);
          const probe = document.body.appendChild(document.createElement("span"));
          probe.style.color = `var(${ink})`;
          const wanted = getComputedStyle(probe).color.match(/\d+/g).map(Number);
          probe.remove();
          const { data } = canvas.getImageData(Math.round(bitmap.width / 2 + east) - 1, Math.round(bitmap.height / 2 + south) - 1, 3, 3);
          return Array.from({ length: 9 }, (_, pixel) => Math.hypot(...wanted.map((part, index) => part - data[pixel * 4 + index]))).some(away => away < 10);
        }
        """,
        new object[] { Convert.ToBase64String(await screen.Map.ScreenshotAsync()), (at.Lon - Lon) * PixelsPerDegree + right, (Lat - at.Lat) * PixelsPerDegree / Math.Cos(Lat * Math.PI / 180), ink });
}
