"""Names for accounts that nobody plays: as many kinds as a real feed has, none of them anybody's."""

FIRST = (
    "Mara", "Joel", "Nadia", "Pieter", "Sunniva", "Caleb", "Ines", "Rufus", "Tove", "Anselm",
    "Greta", "Luca", "Wren", "Bogdan", "Saoirse", "Emeka", "Yara", "Otto", "Linnea", "Matteo",
    "Zofia", "Dev", "Amara", "Kofi", "Noor", "Hedda", "Ruben", "Marisol", "Teun", "Ayla",
    "Jarek", "Philippa", "Ravi", "Chiara", "Bram", "Esme", "Tariq", "Solveig", "Dylan", "Imke",
    "Nils", "Paloma", "Idris", "Maeve", "Goran", "Thea", "Samir", "Flora", "Henk", "Leila",
)  # fmt: skip
LAST = (
    "Holloway", "Brandt", "Okoro", "Lindqvist", "Marchetti", "Vance", "Duarte", "Kessler", "Nyberg", "Abbott",
    "Farouk", "Sorensen", "Petrov", "Quill", "Tanaka", "Moreau", "Castell", "Whitby", "Ibarra", "Novak",
    "Achterberg", "Pell", "Rahman", "Stroud", "Yilmaz", "Corrigan", "Dahl", "Eze", "Fontaine", "Grube",
)  # fmt: skip
ELSEWHERE = (
    ("Анна Л.", "anna_l"), ("Дмитрий К.", "dimakk"), ("Олена", "olena_ua"), ("Игорь С.", "igor_s"),
    ("محمد ع.", "mohd_a"), ("ليلى", "layla_reads"), ("سارة ن.", "sara_n"), ("يوسف", "yusuf_fly"),
    ("佐藤ゆき", "yuki_st"), ("田中健", "ken_tnk"), ("みさき", "misaki_m"), ("김민지", "minji_k"),
    ("박준호", "junho_p"), ("王小明", "xiaoming_w"), ("陈静", "jing_chen"), ("林怡君", "yijun_l"),
    ("अनिता शर्मा", "anita_sh"), ("राहुल", "rahul_says"), ("প্রিয়া", "priya_bd"), ("ธนพล", "thanapol_t"),
    ("דנה ל.", "dana_lv"), ("יואב", "yoav_b"), ("Νίκος Π.", "nikos_p"), ("Ελένη", "eleni_gr"),
    ("გიორგი", "giorgi_g"), ("Արամ", "aram_h"), ("Đặng Hà", "ha_dang"), ("Łucja W.", "lucja_w"),
)  # fmt: skip
THINGS = (
    "tea", "window", "gate", "latebus", "harbour", "sparrow", "crossword", "puddle", "cardigan", "bagel",
    "tram", "kettle", "biscuit", "fern", "compass", "lantern", "pigeon", "marmalade", "umbrella", "postcard",
)  # fmt: skip
