using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Model.EWaste;

public sealed class A_certificate
{
    static readonly Certificate Full = new("C-1", "purge", "cryptographic-erase", "Blank", "7", "sample read", true, "N. Suda", "K. Arun", "2026-03-01", new Instant(0));

    static string Lacks(Certificate certificate, string? media = "flash", string? confidentiality = "high", bool leaves = true) =>
        string.Join("; ", Certificates.Lacking(certificate, media, confidentiality, leaves));

    [Fact]
    public void Is_adequate_when_it_says_all_that_is_asked_and_the_method_fits() => Assert.Equal("", Lacks(Full));

    [Fact]
    public void Names_all_that_it_lacks_at_once() => Assert.Equal(
        "the technique; the tool; the tool's version; how the result was verified; whether the result was verified; the validation: who confirmed that the method fits the media; who did it; the date",
        Lacks(new("C-2", "purge", null, null, null, null, null, null, null, null, new Instant(0))));

    [Fact]
    public void Needs_verification_that_held_and_validation_as_two_different_things()
    {
        Assert.Equal("a result that held: verification failed", Lacks(Full with { Verified = false }));
        Assert.Equal("whether the result was verified", Lacks(Full with { Verified = null }));
        Assert.Equal("the validation: who confirmed that the method fits the media", Lacks(Full with { ValidatedBy = " " }));
    }

    [Theory]
    [InlineData("low", true, true)]
    [InlineData("moderate", true, false)]
    [InlineData("high", true, false)]
    [InlineData(null, true, false)]
    [InlineData("moderate", false, true)]
    [InlineData(null, false, true)]
    public void Of_clearing_is_not_enough_for_confidential_media_that_leave_control(string? confidentiality, bool leaves, bool adequate)
    {
        Assert.Equal(adequate, Lacks(Full with { Method = "clear", Technique = "overwrite, seven passes" }, "magnetic-disk", confidentiality, leaves) == "");
        Assert.Equal("", Lacks(Full, "flash", confidentiality, leaves));
    }

    [Theory]
    [InlineData("purge", "magnetic-disk", "")]
    [InlineData("purge", "flash", "a technique for flash: degaussing does nothing to other than magnetic media")]
    [InlineData("purge", null, "the media's type: degaussing does nothing to other than magnetic media")]
    [InlineData("destroy", "magnetic-tape", "a destruction: degaussing only purges")]
    public void Of_degaussing_is_for_magnetic_media_and_only_purges(string method, string? media, string lacks) =>
        Assert.Equal(lacks, Lacks(Full with { Method = method, Technique = "Degaussing" }, media));

    [Fact]
    public void Of_destruction_needs_no_version_of_the_shredder() =>
        Assert.Equal("", Lacks(Full with { Method = "destroy", Technique = "shred to 2 mm", ToolVersion = null }));
}
