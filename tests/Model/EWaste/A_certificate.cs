using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Model.EWaste;

public sealed class A_certificate
{
    static readonly Certificate Full = new("C-1", "purge", "cryptographic-erase", "Blank", "7", "sample read", true, "N. Suda", "K. Arun", "2026-03-01", new Instant(0),
        "technician", "V. Chai", "shift lead", "hall 2", "V. Chai");

    static string Lacks(Certificate certificate, string? media = "flash", string? confidentiality = "high", bool leaves = true) =>
        string.Join("; ", Certificates.Lacking(certificate, new("Krung", "laptop", media, confidentiality), leaves));

    [Fact]
    public void Is_adequate_when_it_says_all_that_is_asked_and_the_method_fits() => Assert.Equal("", Lacks(Full));

    // The fields of NIST SP 800-88 Rev. 2, section 4.6, that a certificate should have at least; those that are optional there or only "if known" are not asked for.
    [Fact]
    public void Names_all_that_it_lacks_at_once()
    {
        Certificate bare = new("C-2", "purge", null, null, null, null, null, null, null, null, new Instant(0));
        Assert.Equal("the technique; the tool; the tool's version; how the result was verified; whether the result was verified; the validation: who confirmed that the method fits the media; "
            + "who did it; the position of who did it; who verified it; the position of who verified it; the date; the place; a signature", Lacks(bare));
        Assert.Equal(["the manufacturer of the media", "the model of the media", "the media's type"], Certificates.Lacking(Full, new(null, null, null, null), leavesControl: true));
    }

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
    [InlineData("none", true, true)]
    [InlineData("low", true, true)]
    [InlineData("moderate", true, false)]
    [InlineData("high", true, false)]
    [InlineData("high", false, true)]
    public void Does_not_let_go_what_by_its_own_words_is_still_confidential(string after, bool leaves, bool adequate) =>
        Assert.Equal(adequate, Lacks(Full with { ConfidentialityAfter = after }, leaves: leaves) == "");

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

    [Fact]
    public void Is_read_from_its_event_with_every_field_and_an_old_one_with_those_that_it_has()
    {
        static Certificate Read(string certificate) => LotEvent.Of(Told.Sanitised(5, $$"""{"lot":"L1","serials":["D1"],"certificate":{{certificate}}}""")).Certificates[0].Certificate;

        Assert.Equal(Full with { At = Given.At(5), ConfidentialityAfter = "none", Source = "desktop PC", Destination = "recycler-1" },
            Read(Told.Certificate("C-1", "purge", more: ""","confidentialityAfter":"none","source":"desktop PC","destination":"recycler-1" """)));
        Assert.Equal(new Certificate("C-0", "clear", null, null, null, null, null, null, null, null, Given.At(5)), Read("""{"number":"C-0","method":"clear"}"""));
    }
}
