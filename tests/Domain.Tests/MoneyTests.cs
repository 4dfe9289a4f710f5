using Vardbro.Kernel;

namespace Vardbro.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(0, "0.00", "0 kr", "SEK 0")]
    [InlineData(5, "0.05", "0,05 kr", "SEK 0.05")]
    [InlineData(123_450, "1234.50", "1 234,50 kr", "SEK 1,234.50")]
    [InlineData(123_400, "1234.00", "1 234 kr", "SEK 1,234")]
    [InlineData(-123_450, "-1234.50", "−1 234,50 kr", "SEK -1,234.50")]
    [InlineData(984_200_000_000, "9842000000.00", "9 842 000 000 kr", "SEK 9,842,000,000")]
    public void Money_is_written_one_way_for_files_and_two_for_people(long ore, string file, string sv, string en)
    {
        Assert.Equal(file, new Money(ore).ToString());
        Assert.Equal(new Bilingual(sv.Replace(' ', '\u00a0'), en.Replace(' ', '\u00a0')), new Money(ore).ForPeople);
    }

    [Theory]
    [InlineData(3_430_2500_0000, "3 430,25 mnkr", "SEK 3,430.25 million")]
    [InlineData(1_367_000_000_00, "1 367 mnkr", "SEK 1,367 million")]
    [InlineData(1, "0,00000001 mnkr", "SEK 0.00000001 million")]
    public void Millions_have_as_many_decimals_as_they_need(long ore, string sv, string en) =>
        Assert.Equal(new Bilingual(sv.Replace(' ', '\u00a0'), en.Replace(' ', '\u00a0')), new Money(ore).ForPeopleInMillions);

    [Fact]
    public void Arithmetic_that_does_not_fit_is_never_wrong_in_silence()
    {
        var most = new Money(long.MaxValue);
        Assert.Throws<OverflowException>(() => most + new Money(1));
        Assert.Throws<OverflowException>(() => -most - new Money(2));
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue).Abs());
        Assert.Throws<OverflowException>(() => Money.Sum([most, most]));
        Assert.Throws<OverflowException>(() => Money.Kronor(long.MaxValue / 10));
        Assert.Throws<OverflowException>(() => Money.Million(long.MaxValue / 10));
    }

    [Fact]
    public void Amounts_are_ordered_by_their_size()
    {
        var (less, more) = (new Money(-1), new Money(1));
        Assert.True(less < more && more > less && less <= more && more >= less && less.CompareTo(more) < 0);
        Assert.Equal(more, less.Abs());
        Assert.Equal((1.5m, 0.0000015m), (new Money(150).InKronor, new Money(150).InMillions));
    }

    [Theory]
    [InlineData("0014", true)]
    [InlineData("14", false)]
    [InlineData("00014", false)]
    [InlineData("001a", false)]
    [InlineData("٠٠١٤", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_region_id_is_four_plain_digits(string? text, bool good)
    {
        Assert.Equal(good, RegionId.TryParse(text) is not null);
        if (good)
            Assert.Equal(text, RegionId.TryParse(text)!.Value.ToString());
    }
}
